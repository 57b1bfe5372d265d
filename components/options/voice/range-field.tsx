import { Field } from '../../ui/field.tsx';

/** A value on a scale, with what it means beside it. */
export const RangeField = ({
  label,
  name,
  hint,
  range: { least, most, step },
  value,
  words,
  onChange,
}: {
  label: string;
  name: string;
  hint?: string;
  range: { least: number; most: number; step: number };
  value: number;
  words: (value: number) => string;
  onChange: (value: number) => void;
}) => (
  <Field label={label} {...(hint && { hint })}>
    {({ id, describedBy }) => (
      <div className="pd-range">
        <input
          id={id}
          aria-describedby={describedBy}
          aria-valuetext={words(value)}
          type="range"
          name={name}
          min={least}
          max={most}
          step={step}
          value={value}
          // A step of 0.1 adds up to 0.7999999999999999.
          onChange={(event) => onChange(Number(Number(event.currentTarget.value).toFixed(2)))}
        />
        <output htmlFor={id}>{words(value)}</output>
      </div>
    )}
  </Field>
);
