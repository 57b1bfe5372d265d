import { type ReactNode, useId } from 'react';

/** A labelled control; `children` gets the id that ties them. */
export function Field({
  label,
  hint,
  error,
  children,
}: {
  label: string;
  hint?: ReactNode;
  error?: string;
  children: (ids: { id: string; describedBy: string | undefined }) => ReactNode;
}) {
  const id = useId();
  const noteId = `${id}-note`;
  const describedBy = hint || error ? noteId : undefined;
  return (
    <div className="pd-field">
      <label className="pd-field-label" htmlFor={id}>
        {label}
      </label>
      {children({ id, describedBy })}
      {(hint || error) && (
        <div className="pd-field-hint" id={noteId} data-bad={error !== undefined}>
          {error ?? hint}
        </div>
      )}
    </div>
  );
}

export const Choice = ({
  type,
  name,
  checked,
  onChange,
  label,
  title,
  hint,
  badge,
}: {
  type: 'radio' | 'checkbox';
  name?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: string;
  /** The whole label, where it may be shortened. */
  title?: string;
  hint?: string;
  /** Beside the label. */
  badge?: ReactNode;
}) => (
  <label className="pd-choice" title={title}>
    <input type={type} name={name} checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
    <span>
      {label}
      {badge && <> {badge}</>}
      {hint && <span className="pd-field-hint"> {hint}</span>}
    </span>
  </label>
);

/** One of a few, each with a word on what it means. */
export const RadioGroup = <T extends string>({
  legend,
  name,
  choices,
  chosen,
  onChoose,
}: {
  legend: ReactNode;
  name: string;
  choices: readonly { value: T; label: string; hint?: string; badge?: ReactNode }[];
  chosen: T;
  onChoose: (value: T) => void;
}) => (
  <fieldset className="pd-choices">
    <legend>{legend}</legend>
    {choices.map(({ value, label, hint, badge }) => (
      <Choice
        key={value}
        type="radio"
        name={name}
        checked={chosen === value}
        label={label}
        {...(hint && { hint })}
        badge={badge}
        onChange={() => onChoose(value)}
      />
    ))}
  </fieldset>
);
