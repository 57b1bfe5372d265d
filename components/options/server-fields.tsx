import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { ConnectionDetail } from '../../lib/messaging/protocol.ts';
import { canChat } from '../../lib/model/connection.ts';
import type { Draft, Options } from '../../lib/options/options.ts';
import { presets } from '../../lib/providers/presets.ts';
import { Field } from '../ui/field.tsx';
import { AdvancedFields } from './advanced-fields.tsx';
import { ModelChoices } from './model-choices.tsx';

/** Where a model's server is, with which key, which model. */
export function ServerFields({ options, draft }: { options: Options; draft: Draft }) {
  const { connection } = draft;
  return (
    <>
      <Field
        label={i18n.t('options.baseUrl')}
        hint={i18n.t(connection.preset === 'azure' ? 'options.azureHint' : 'options.baseUrlHint')}
      >
        {({ id, describedBy }) => (
          <input
            id={id}
            aria-describedby={describedBy}
            className="pd-input"
            name="baseUrl"
            inputMode="url"
            spellCheck={false}
            required
            value={connection.baseUrl}
            onChange={(event) => options.write({ baseUrl: event.currentTarget.value })}
          />
        )}
      </Field>
      <KeyField options={options} draft={draft} />
      {canChat(connection) && <ModelField options={options} draft={draft} />}
      <AdvancedFields options={options} draft={draft} />
    </>
  );
}

/** The key, which is written and never shown. */
export function KeyField({ options, draft }: { options: Options; draft: Draft }) {
  const { connection } = draft;
  const stored = useStore(options, (state) => state.connections).find(({ id }) => id === connection.id);
  const preset = presets.find(({ id }) => id === connection.preset);
  return (
    <Field
      label={i18n.t('options.key')}
      hint={
        <>
          {i18n.t(keyHint(connection.preset, preset?.needsKey))}{' '}
          {preset?.keyPage && (
            <a href={preset.keyPage} target="_blank" rel="noopener noreferrer">
              {i18n.t('options.keyPage')}
            </a>
          )}
        </>
      }
    >
      {({ id, describedBy }) => (
        <input
          id={id}
          aria-describedby={describedBy}
          className="pd-input"
          name="key"
          data-needed={preset?.needsKey !== false}
          type="password"
          autoComplete="off"
          spellCheck={false}
          placeholder={keyPlaceholder(stored)}
          value={draft.key ?? ''}
          onChange={(event) => options.write({}, event.currentTarget.value.trim())}
        />
      )}
    </Field>
  );
}

function ModelField({ options, draft: { connection } }: { options: Options; draft: Draft }) {
  const models = useStore(options, (state) => state.models);
  return (
    <>
      <Field label={i18n.t('options.model')} hint={models.length === 0 && i18n.t('options.modelHint')}>
        {({ id, describedBy }) => (
          <input
            id={id}
            aria-describedby={describedBy}
            className="pd-input"
            name="model"
            autoComplete="off"
            spellCheck={false}
            required
            value={connection.model}
            onChange={(event) => options.write({ model: event.currentTarget.value.trim() })}
          />
        )}
      </Field>
      <ModelChoices models={models} typed={connection.model} onChoose={(model) => options.write({ model })} />
    </>
  );
}

const keyHint = (preset: string, needsKey = true) =>
  needsKey ? 'options.keyHint' : preset === 'custom' ? 'options.keyIfAsked' : 'options.keyOptional';

const keyPlaceholder = (stored: ConnectionDetail | undefined): string =>
  stored?.hasKey ? i18n.t('options.keyStored', [stored.last4]) : '';
