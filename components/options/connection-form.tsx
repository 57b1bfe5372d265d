import { type FormEvent, useId } from 'react';
import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { ConnectionDetail } from '../../lib/messaging/protocol.ts';
import type { Draft, Options } from '../../lib/options/options.ts';
import { presets } from '../../lib/providers/presets.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { TestResult } from './test-result.tsx';

/** One connection: where, with which key, which model. */
export function ConnectionForm({ options, draft }: { options: Options; draft: Draft }) {
  const models = useStore(options, (state) => state.models);
  const test = useStore(options, (state) => state.test);
  const stored = useStore(options, (state) => state.connections).find(({ id }) => id === draft.connection.id);
  const listId = useId();
  const { connection } = draft;
  const preset = presets.find(({ id }) => id === connection.preset);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void options.save();
  };
  return (
    <form className="pd-form" onSubmit={onSubmit} autoComplete="off">
      <h3>{draft.fresh ? i18n.t('options.newTitle') : i18n.t('options.editTitle')}</h3>
      <Field label={i18n.t('options.name')}>
        {({ id }) => (
          <input
            id={id}
            className="pd-input"
            name="name"
            value={connection.name}
            onChange={(event) => options.write({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={i18n.t('options.baseUrl')} hint={i18n.t('options.baseUrlHint')}>
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
      <Field
        label={i18n.t('options.key')}
        hint={
          <>
            {i18n.t(preset?.needsKey === false ? 'options.keyOptional' : 'options.keyHint')}{' '}
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
            type="password"
            autoComplete="off"
            spellCheck={false}
            placeholder={keyPlaceholder(stored)}
            value={draft.key ?? ''}
            onChange={(event) => options.write({}, event.currentTarget.value.trim())}
          />
        )}
      </Field>
      <Field label={i18n.t('options.model')} hint={i18n.t('options.modelHint')}>
        {({ id, describedBy }) => (
          <>
            <input
              id={id}
              aria-describedby={describedBy}
              className="pd-input"
              name="model"
              list={listId}
              spellCheck={false}
              required
              value={connection.model}
              onChange={(event) => options.write({ model: event.currentTarget.value.trim() })}
            />
            <datalist id={listId}>
              {models.map((model) => (
                <option key={model} value={model} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <TestResult test={test} />
      <div className="pd-form-actions">
        <button type="submit" className="pd-button" data-look="primary">
          {i18n.t('options.save')}
        </button>
        <Button disabled={test.status === 'running'} onPress={() => void options.test()}>
          {i18n.t('options.test')}
        </Button>
        <Button look="quiet" onPress={() => options.edit(undefined)}>
          {i18n.t('options.cancel')}
        </Button>
        {!draft.fresh && (
          <Button look="danger" icon="trash" onPress={() => void options.remove(connection.id)}>
            {i18n.t('options.remove')}
          </Button>
        )}
      </div>
      <p className="pd-note">{i18n.t('options.permissionHint')}</p>
    </form>
  );
}

const keyPlaceholder = (stored: ConnectionDetail | undefined): string =>
  stored?.hasKey ? i18n.t('options.keyStored', [stored.last4]) : '';
