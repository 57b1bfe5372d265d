import { type FormEvent, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { i18n } from '#i18n';
import { canChat, isBuiltIn } from '../../lib/model/connection.ts';
import { isManaged } from '../../lib/model/policy.ts';
import type { Draft, Options } from '../../lib/options/options.ts';
import { Button } from '../ui/button.tsx';
import { Facts } from '../ui/facts.tsx';
import { Field } from '../ui/field.tsx';
import { SetByOrganisation } from './lockable.tsx';
import { KeyField, ServerFields } from './server-fields.tsx';
import { TestResult } from './test-result.tsx';

/** One connection: where, with which key, which model. */
export function ConnectionForm({ options, draft }: { options: Options; draft: Draft }) {
  const test = useStore(options, (state) => state.test);
  const { connection } = draft;
  const form = useRef<HTMLFormElement>(null);
  const isFresh = draft.fresh;
  useEffect(() => {
    if (!isFresh) return;
    firstToFill(form.current)?.focus();
    // What comes after the fields is in view too, where the window is not too low for both.
    form.current?.querySelector('[type=submit]')?.scrollIntoView({ block: 'nearest' });
  }, [isFresh]);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void options.save();
  };
  return (
    <form className="pd-form" ref={form} onSubmit={onSubmit} autoComplete="off">
      <h3>{draft.fresh ? i18n.t('options.newTitle') : i18n.t('options.editTitle')}</h3>
      {isManaged(connection) ? (
        <>
          <SetByOrganisation />
          <p className="pd-note">
            <Facts of={[connection.name, connection.baseUrl, connection.model]} />
          </p>
          <KeyField options={options} draft={draft} />
        </>
      ) : (
        <>
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
          {!isBuiltIn(connection) && <ServerFields options={options} draft={draft} />}
        </>
      )}
      <TestResult options={options} draft={draft} test={test} />
      <div className="pd-form-actions">
        <button type="submit" className="pd-button" data-look="primary">
          {i18n.t('options.save')}
        </button>
        {canChat(connection) && (
          <Button disabled={test.status === 'running'} onPress={() => void options.test()}>
            {i18n.t('options.test')}
          </Button>
        )}
        {!isBuiltIn(connection) && !isManaged(connection) && (
          <Button disabled={test.status === 'running'} onPress={() => void options.listModels()}>
            {i18n.t('options.listModels')}
          </Button>
        )}
        <Button look="quiet" onPress={() => options.edit(undefined)}>
          {i18n.t('options.cancel')}
        </Button>
        {!draft.fresh && !isManaged(connection) && (
          <Button look="danger" icon="trash" onPress={() => void options.remove(connection.id)}>
            {i18n.t('options.remove')}
          </Button>
        )}
      </div>
      {!isBuiltIn(connection) && <p className="pd-note">{i18n.t('options.permissionHint')}</p>}
    </form>
  );
}

/** The first field without which nothing can be saved, or the key; the last word is Save's. */
const firstToFill = (form: HTMLFormElement | null): HTMLElement | undefined => {
  const fields = [...(form?.querySelectorAll<HTMLInputElement>('input') ?? [])];
  const isEmpty = ({ required, name, value, dataset }: HTMLInputElement) =>
    value === '' && (required || (name === 'key' && dataset.needed === 'true'));
  return fields.find(isEmpty) ?? form?.querySelector<HTMLElement>('[type=submit]') ?? undefined;
};
