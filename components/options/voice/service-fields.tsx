import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { ConnectionDetail } from '../../../lib/messaging/protocol.ts';
import { hostOf } from '../../../lib/model/connection.ts';
import { likelyFirst, mayServe, speechOf } from '../../../lib/options/speech-service.ts';
import type { Voices } from '../../../lib/options/voices.ts';
import { errorWords } from '../../chat/error-words.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Chips } from './chips.tsx';

export interface Service {
  connectionId: string;
  model: string;
}

/** Which connection, and which of its models hears or speaks. */
export function ServiceFields({
  does,
  chosen,
  connections,
  voices,
  onChoose,
}: {
  does: 'hears' | 'speaks';
  chosen: Service | undefined;
  connections: readonly ConnectionDetail[];
  voices: Voices;
  onChoose: (service: Service) => void;
}) {
  const listed = useStore(voices, (state) => state.listed);
  const serving = connections.filter(mayServe);
  const connection = serving.find(({ id }) => id === chosen?.connectionId);
  const usual = (of: ConnectionDetail | undefined): readonly string[] => (of && speechOf(of)[does]?.models) ?? [];
  const found = connection && listed[connection.id];
  const models = found?.models.length ? likelyFirst(found.models, does) : usual(connection);
  if (serving.length === 0) return <p className="pd-note">{i18n.t('voiceOptions.noService')}</p>;
  return (
    <>
      <Field label={i18n.t('voiceOptions.connection')}>
        {({ id }) => (
          <select
            id={id}
            className="pd-select"
            name={`${does}-connection`}
            value={connection?.id ?? ''}
            onChange={({ currentTarget: { value } }) => {
              const next = serving.find((each) => each.id === value);
              if (next) onChoose({ connectionId: value, model: usual(next)[0] ?? '' });
            }}
          >
            {!connection && <option value="">{i18n.t('voiceOptions.choose')}</option>}
            {serving.map((each) => (
              <option key={each.id} value={each.id}>
                {[each.name, hostOf(each)].filter(Boolean).join(' · ')}
              </option>
            ))}
          </select>
        )}
      </Field>
      {connection && (
        <>
          <LeftText
            label={i18n.t(does === 'hears' ? 'voiceOptions.hearingModel' : 'voiceOptions.speakingModel')}
            name={`${does}-model`}
            kept={chosen?.model ?? ''}
            error={chosen?.model ? undefined : i18n.t('voiceOptions.modelMissing')}
            onLeave={(model) => onChoose({ connectionId: connection.id, model })}
          />
          <Chips
            label={i18n.t('options.modelChoices')}
            values={models}
            chosen={chosen?.model}
            onChoose={(model) => onChoose({ connectionId: connection.id, model })}
          />
          <Button look="link" onPress={() => void voices.list(connection)}>
            {i18n.t('options.listModels')}
          </Button>
          <p className="pd-field-hint" role="status">
            {found?.error && errorWords(found.error)}
            {found && !found.error && i18n.t('options.modelsFound', found.models.length)}
          </p>
        </>
      )}
    </>
  );
}

/** A line of text that is kept when it is left, not at each letter. */
export function LeftText({
  label,
  name,
  kept,
  hint,
  error,
  onLeave,
}: {
  label: string;
  name: string;
  kept: string;
  hint?: string;
  error?: string | undefined;
  onLeave: (text: string) => void;
}) {
  const [text, setText] = useState(kept);
  // It may be chosen elsewhere: by a chip, or with another connection.
  useEffect(() => setText(kept), [kept]);
  return (
    <Field label={label} {...(hint && { hint })} {...(error && { error })}>
      {({ id, describedBy }) => (
        <input
          id={id}
          aria-describedby={describedBy}
          aria-invalid={error !== undefined}
          className="pd-input"
          name={name}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={() => text.trim() !== kept && onLeave(text.trim())}
        />
      )}
    </Field>
  );
}
