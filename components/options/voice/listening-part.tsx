import { useStore } from 'zustand';
import { i18n } from '#i18n';
import { hostOf } from '../../../lib/model/connection.ts';
import { listenerReach, type VoicePreferences } from '../../../lib/model/voice.ts';
import { RadioGroup } from '../../ui/field.tsx';
import { Lockable } from '../lockable.tsx';
import { LanguagePacksNote } from './language-packs.tsx';
import { MicrophoneTrial } from './microphone-trial.tsx';
import { ReachBadge } from './reach-badge.tsx';
import { ServiceFields } from './service-fields.tsx';
import type { VoiceProps } from './voice-section.tsx';

const listeners = [
  ['auto', 'voiceOptions.listener.auto', 'voiceOptions.listener.autoHint'],
  ['device', 'voiceOptions.listener.device', 'voiceOptions.listener.deviceHint'],
  ['connection', 'voiceOptions.listener.connection', 'voiceOptions.listener.connectionHint'],
  ['cloud', 'voiceOptions.listener.cloud', 'voiceOptions.listener.cloudHint'],
] as const satisfies readonly (readonly [VoicePreferences['listener'], string, string])[];

/** Who turns speech into text, and whether it works. */
export function ListeningPart({ options, voices, packs, microphone, voice, onVoice }: VoiceProps) {
  const connections = useStore(options, (state) => state.connections);
  const service = connections.find(({ id }) => id === voice.listenWith?.connectionId);
  const badge = (listener: VoicePreferences['listener']) =>
    listener !== 'auto' && <ReachBadge reach={listenerReach[listener]} host={service && hostOf(service)} />;
  return (
    <>
      <h3 id="pd-listening">{i18n.t('voiceOptions.listening')}</h3>
      <Lockable options={options} name="voice.listener">
        <RadioGroup
          legend={i18n.t('voiceOptions.whoListens')}
          name="listener"
          chosen={voice.listener}
          choices={listeners.map(([value, label, hint]) => ({
            value,
            label: i18n.t(label),
            hint: i18n.t(hint),
            badge: badge(value),
          }))}
          onChoose={(listener) => onVoice({ listener })}
        />
      </Lockable>
      {voice.listener === 'cloud' && (
        <p className="pd-warning" role="note">
          {i18n.t('voiceOptions.cloudWarning')}
        </p>
      )}
      {(voice.listener === 'auto' || voice.listener === 'device') && <LanguagePacksNote packs={packs} />}
      {voice.listener !== 'device' && (
        <ServiceFields
          does="hears"
          chosen={voice.listenWith}
          connections={connections}
          voices={voices}
          onChoose={(listenWith) => onVoice({ listenWith })}
        />
      )}
      <MicrophoneTrial microphone={microphone} options={options} voice={voice} />
    </>
  );
}
