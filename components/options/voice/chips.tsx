/** Shown at once; a service may list hundreds. */
const most = 12;

/** Values to choose from by a press, besides typing one. */
export function Chips({
  label,
  values,
  chosen,
  nameOf = (value) => value,
  onChoose,
}: {
  label: string;
  values: readonly string[];
  chosen: string | undefined;
  nameOf?: (value: string) => string;
  onChoose: (value: string) => void;
}) {
  if (values.length === 0) return null;
  return (
    <ul className="pd-model-list pd-chips" aria-label={label}>
      {values.slice(0, most).map((value) => (
        <li key={value}>
          <button type="button" className="pd-model" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
            {nameOf(value)}
          </button>
        </li>
      ))}
    </ul>
  );
}
