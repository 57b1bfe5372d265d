import { useState } from 'react';
import { i18n } from '#i18n';
import { currencies } from '../../lib/model/connection.ts';
import { type Problem, problemsOf } from '../../lib/options/advanced.ts';
import type { Draft, Options } from '../../lib/options/options.ts';
import { Choice, Field } from '../ui/field.tsx';

/** What few connections need. Opens by itself when something in it cannot be taken. */
export function AdvancedFields({ options, draft }: { options: Options; draft: Draft }) {
  const [isOpen, setOpen] = useState(draft.connection.withoutOrigin === true);
  const { connection, typed } = draft;
  const problems = problemsOf(connection, typed);
  const errorOf = (field: Problem['field']): string | undefined => {
    const problem = problems.find((each) => each.field === field);
    return problem && i18n.t(`options.bad.${problem.code}`, [problem.what]);
  };
  const text = (name: 'organization' | 'project') => (
    <Field label={i18n.t(`options.${name}`)}>
      {({ id }) => (
        <input
          id={id}
          className="pd-input"
          name={name}
          spellCheck={false}
          value={connection[name] ?? ''}
          onChange={(event) => options.write({ [name]: event.currentTarget.value.trim() })}
        />
      )}
    </Field>
  );
  const area = (name: 'headers' | 'parameters', hint: string) => (
    <Field label={i18n.t(`options.${name}`)} hint={hint} error={errorOf(name)}>
      {({ id, describedBy }) => (
        <textarea
          id={id}
          aria-describedby={describedBy}
          aria-invalid={errorOf(name) !== undefined}
          className="pd-input pd-code-input"
          name={name}
          rows={3}
          spellCheck={false}
          value={typed[name]}
          onChange={(event) => options.type({ [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  const price = (name: 'inputPrice' | 'outputPrice') => (
    <label>
      {i18n.t(`options.${name}`)}
      <input
        className="pd-input"
        name={name}
        inputMode="decimal"
        value={typed[name]}
        onChange={(event) => options.type({ [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <details
      className="pd-advanced"
      open={isOpen || problems.length > 0}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{i18n.t('options.advanced')}</summary>
      {(connection.preset === 'openai' || connection.preset === 'custom') && (
        <div className="pd-field-row">
          {text('organization')}
          {text('project')}
        </div>
      )}
      {area('headers', i18n.t('options.headersHint'))}
      {area('parameters', i18n.t('options.parametersHint'))}
      <fieldset className="pd-field pd-choices">
        <legend className="pd-field-label">{i18n.t('options.prices')}</legend>
        <div className="pd-field-row">
          {price('inputPrice')}
          {price('outputPrice')}
          <label>
            {i18n.t('options.currency')}
            <select
              className="pd-select"
              name="currency"
              value={typed.currency}
              onChange={({ currentTarget: { value } }) =>
                options.type({ currency: currencies.find((currency) => currency === value) ?? currencies[0] })
              }
            >
              {currencies.map((currency) => (
                <option key={currency} value={currency}>
                  {currency}
                </option>
              ))}
            </select>
          </label>
        </div>
        <div className="pd-field-hint" data-bad={errorOf('prices') !== undefined}>
          {errorOf('prices') ?? i18n.t('options.pricesHint')}
        </div>
      </fieldset>
      {connection.withoutOrigin && (
        <Choice
          type="checkbox"
          checked
          label={i18n.t('options.withoutOrigin')}
          hint={i18n.t('options.withoutOriginHint')}
          onChange={() => options.write({ withoutOrigin: false })}
        />
      )}
    </details>
  );
}
