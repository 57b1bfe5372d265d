import { useStore } from 'zustand';
import { i18n } from '#i18n';
import { hostOf } from '../../../lib/model/connection.ts';
import { pitchRange, rateRange, type SpeakerId, speakerReach } from '../../../lib/model/voice.ts';
import { speechOf } from '../../../lib/options/speech-service.ts';
import { rankedVoices } from '../../../lib/voice/voices/rank.ts';
import { RadioGroup } from '../../ui/field.tsx';
import { Lockable } from '../lockable.tsx';
import { BrowserVoices, hasPitch } from './browser-voices.tsx';
import { Chips } from './chips.tsx';
import { pageLanguage } from './page-language.ts';
import { RangeField } from './range-field.tsx';
import { ReachBadge } from './reach-badge.tsx';
import { LeftText, ServiceFields } from './service-fields.tsx';
import { soundOf, TryButton } from './try-button.tsx';
import type { VoiceProps } from './voice-section.tsx';

const speakers = [
  ['browser', 'voiceOptions.speaker.browser', 'voiceOptions.speaker.browserHint'],
  ['connection', 'voiceOptions.speaker.connection', 'voiceOptions.speaker.connectionHint'],
] as const satisfies readonly (readonly [SpeakerId, string, string])[];

/** Who reads answers aloud, with which voice, and how. */
export function SpeakingPart(props: VoiceProps) {
  const { options, voices, voice, onVoice } = props;
  const connections = useStore(options, (state) => state.connections);
  const known = useStore(voices, (state) => state.voices) ?? [];
  const service = connections.find(({ id }) => id === voice.speakWith?.connectionId);
  const used = (['zh', 'en'] as const).flatMap(
    (lang) => rankedVoices(known, lang, { chosen: voice.voices[lang], locales: navigator.languages })[0] ?? [],
  );
  const reachOf = (speaker: SpeakerId) => speakerReach(speaker, used.find(({ local }) => !local) ?? used[0]);
  return (
    <>
      <h3 id="pd-speaking">{i18n.t('voiceOptions.speaking')}</h3>
      <Lockable options={options} name="voice.speaker">
        <RadioGroup
          legend={i18n.t('voiceOptions.whoSpeaks')}
          name="speaker"
          chosen={voice.speaker}
          choices={speakers.map(([value, label, hint]) => ({
            value,
            label: i18n.t(label),
            hint: i18n.t(hint),
            badge: (value === 'connection' || used.length > 0) && (
              <ReachBadge reach={reachOf(value)} host={service && hostOf(service)} />
            ),
          }))}
          onChoose={(speaker) => onVoice({ speaker })}
        />
      </Lockable>
      {voice.speaker === 'connection' && <ServiceVoice {...props} />}
      <BrowserVoices {...props} />
      <RangeField
        label={i18n.t('voiceOptions.rate')}
        name="rate"
        range={rateRange}
        value={voice.rate}
        words={(value) => i18n.t('voiceOptions.times', [value.toFixed(1)])}
        onChange={(rate) => onVoice({ rate })}
      />
      {voice.speaker === 'browser' && used.some(hasPitch) && (
        <RangeField
          label={i18n.t('voiceOptions.pitch')}
          name="pitch"
          range={pitchRange}
          value={voice.pitch}
          words={(value) => i18n.t('voiceOptions.times', [value.toFixed(1)])}
          onChange={(pitch) => onVoice({ pitch })}
        />
      )}
      <RangeField
        label={i18n.t('voiceOptions.volume')}
        name="volume"
        range={{ least: 0, most: 1, step: 0.05 }}
        value={voice.volume}
        words={(value) => `${Math.round(value * 100)}%`}
        onChange={(volume) => onVoice({ volume })}
      />
    </>
  );
}

function ServiceVoice({ options, voices, voice, onVoice }: VoiceProps) {
  const connections = useStore(options, (state) => state.connections);
  const { speakWith } = voice;
  const service = connections.find(({ id }) => id === speakWith?.connectionId);
  const speaks = service && speechOf(service).speaks;
  const choose = (itsVoice: string) => speakWith && onVoice({ speakWith: { ...speakWith, voice: itsVoice } });
  const lang = pageLanguage();
  return (
    <>
      <ServiceFields
        does="speaks"
        chosen={speakWith}
        connections={connections}
        voices={voices}
        onChoose={({ connectionId, model }) => {
          const same = connectionId === speakWith?.connectionId;
          const next = connections.find(({ id }) => id === connectionId);
          const usual = (next && speechOf(next).speaks?.usual[lang]) ?? '';
          onVoice({ speakWith: { connectionId, model, voice: same ? speakWith.voice : usual } });
        }}
      />
      {service && speakWith && (
        <>
          <LeftText
            label={i18n.t('voiceOptions.serviceVoice')}
            name="speaks-voice"
            kept={speakWith.voice}
            error={speakWith.voice ? undefined : i18n.t('voiceOptions.voiceMissing')}
            onLeave={choose}
          />
          <Chips
            label={i18n.t('voiceOptions.serviceVoices')}
            values={speaks?.voices ?? []}
            chosen={speakWith.voice}
            // SiliconFlow's begin with the model's name.
            nameOf={(id) => id.slice(id.lastIndexOf(':') + 1)}
            onChoose={choose}
          />
          {(['zh', 'en'] as const).map((each) => (
            <TryButton
              key={each}
              voices={voices}
              name={`service-${each}`}
              lang={each}
              tried={{ ...soundOf(voice), speaker: 'connection', speakWith }}
              of={i18n.t(each === 'zh' ? 'voiceOptions.chinese' : 'voiceOptions.english')}
              host={hostOf(service)}
            />
          ))}
        </>
      )}
    </>
  );
}
