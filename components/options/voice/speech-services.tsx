import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { ConnectionDetail } from '../../../lib/messaging/protocol.ts';
import { canChat, hostOf } from '../../../lib/model/connection.ts';
import { mayServe, offeredPresets, speechConnection, speechOf } from '../../../lib/options/speech-service.ts';
import type { Preset } from '../../../lib/providers/presets.ts';
import { Button } from '../../ui/button.tsx';
import { ConnectionActions, NotAllowed } from '../connection-actions.tsx';
import { ConnectionForm } from '../connection-form.tsx';
import { presetName } from '../preset-name.ts';
import { pageLanguage } from './page-language.ts';
import type { VoiceProps } from './voice-section.tsx';

/** A service that hears and speaks, by one press: one that is connected already, or a new one. */
export function SpeechServices({ options }: VoiceProps) {
  const connections = useStore(options, (state) => state.connections);
  const draft = useStore(options, ({ draft }) => (draft && !canChat(draft.connection) ? draft : undefined));
  const saved = useStore(options, (state) => state.saved === 'speech');
  const known = connections.filter((each) => mayServe(each) && canDo(each) !== undefined);
  const add = (preset: Preset) => {
    const name = preset.id === 'custom' ? '' : presetName(preset);
    const connection = speechConnection(preset, crypto.randomUUID(), name);
    options.edit({ connection, fresh: true, voiceFor: pageLanguage() });
  };
  return (
    <>
      <h3>{i18n.t('voiceOptions.service')}</h3>
      <p className="pd-note">{i18n.t('voiceOptions.serviceHint')}</p>
      <div className="pd-presets">
        {known.map((connection) => (
          <Button key={connection.id} onPress={() => void options.serveVoice(connection, pageLanguage())}>
            {i18n.t('voiceOptions.use', [connection.name || hostOf(connection)])}
            <Does what={connection} />
          </Button>
        ))}
        {offeredPresets(connections).map((preset) => (
          <Button key={preset.id} icon="plus" onPress={() => add(preset)}>
            {presetName(preset)}
            <Does what={{ preset: preset.id }} />
          </Button>
        ))}
      </div>
      <SpeechOnly options={options} connections={connections.filter((each) => !canChat(each))} />
      {draft && <ConnectionForm options={options} draft={draft} />}
      <p className="pd-note" role="status">
        {saved && i18n.t('options.saved')}
      </p>
    </>
  );
}

/** The connections for nothing but speech; those to chat with are among the models. */
function SpeechOnly({
  options,
  connections,
}: Pick<VoiceProps, 'options'> & { connections: readonly ConnectionDetail[] }) {
  if (connections.length === 0) return null;
  return (
    <ul className="pd-connections" aria-label={i18n.t('voiceOptions.onlySpeech')}>
      {connections.map((connection) => (
        <li key={connection.id} className="pd-connection pd-choice">
          <span>
            <strong>{connection.name || hostOf(connection)}</strong>
            <span className="pd-field-hint"> {describe(connection)}</span>
            <NotAllowed allowed={connection.allowed} />
          </span>
          <ConnectionActions options={options} connection={connection} />
        </li>
      ))}
    </ul>
  );
}

const describe = (connection: ConnectionDetail): string =>
  [
    i18n.t('voiceOptions.onlySpeech'),
    hostOf(connection),
    connection.hasKey ? i18n.t('options.keyStored', [connection.last4]) : i18n.t('options.noKey'),
  ].join(' · ');

function Does({ what }: { what: { preset: string } }) {
  const words = canDo(what);
  return words && <span className="pd-field-hint">{words}</span>;
}

function canDo(connection: { preset: string }): string | undefined {
  const { hears, speaks } = speechOf(connection);
  if (hears && speaks) return i18n.t('voiceOptions.hearsAndSpeaks');
  if (hears) return i18n.t('voiceOptions.hears');
  return speaks && i18n.t('voiceOptions.speaks');
}
