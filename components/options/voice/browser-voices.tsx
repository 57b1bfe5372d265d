import { useStore } from 'zustand';
import { i18n } from '#i18n';
import { type SpokenLanguage, speakerReach, type VoiceInfo } from '../../../lib/model/voice.ts';
import { rankedVoices } from '../../../lib/voice/voices/rank.ts';
import { Field } from '../../ui/field.tsx';
import { ReachBadge } from './reach-badge.tsx';
import { soundOf, TryButton } from './try-button.tsx';
import type { VoiceProps } from './voice-section.tsx';

const languages = [
  ['zh', 'voiceOptions.chineseVoice'],
  ['en', 'voiceOptions.englishVoice'],
] as const satisfies readonly (readonly [SpokenLanguage, string])[];

/** Edge's online voices keep their pitch, whatever they are asked. */
export const hasPitch = ({ label }: VoiceInfo): boolean => !/online \(natural\)/i.test(label);

/** The browser's voices by language, best first. They also step in when a service fails. */
export function BrowserVoices(props: VoiceProps) {
  const found = useStore(props.voices, (state) => state.voices);
  if (found === undefined) return <p role="status">{i18n.t('voiceOptions.lookingForVoices')}</p>;
  return (
    <>
      {props.voice.speaker === 'connection' && <p className="pd-note">{i18n.t('voiceOptions.stepsIn')}</p>}
      {languages.map(([lang, label]) => (
        <LanguageVoice key={lang} {...props} lang={lang} label={i18n.t(label)} found={found} />
      ))}
    </>
  );
}

function LanguageVoice({
  voice,
  onVoice,
  voices,
  lang,
  label,
  found,
}: VoiceProps & { lang: SpokenLanguage; label: string; found: readonly VoiceInfo[] }) {
  const ranked = rankedVoices(found, lang, { locales: navigator.languages });
  if (ranked.length === 0)
    return (
      <div className="pd-field">
        <span className="pd-field-label">{label}</span>
        <NoVoice lang={lang} />
      </div>
    );
  const chosen = ranked.find(({ id }) => id === voice.voices[lang]) ?? ranked[0];
  return (
    <Field label={label} hint={lang === 'zh' ? i18n.t('voiceOptions.voicesHint') : undefined}>
      {({ id, describedBy }) => (
        <div className="pd-voice-row">
          <select
            id={id}
            aria-describedby={describedBy}
            className="pd-select"
            name={`voice-${lang}`}
            value={voice.voices[lang] ?? ''}
            onChange={({ currentTarget: { value } }) => {
              const { [lang]: _, ...others } = voice.voices;
              onVoice({ voices: value === '' ? others : { ...others, [lang]: value } });
            }}
          >
            <option value="">{i18n.t('voiceOptions.best', [ranked[0]?.label ?? ''])}</option>
            {ranked.map((each) => (
              <option key={each.id} value={each.id}>
                {`${each.label} (${each.lang})${each.local ? '' : ` · ${i18n.t('voiceOptions.online')}`}`}
              </option>
            ))}
          </select>
          {chosen && <ReachBadge reach={speakerReach('browser', chosen)} />}
          {chosen && (
            <TryButton
              voices={voices}
              name={`browser-${lang}`}
              lang={lang}
              tried={{ ...soundOf(voice), speaker: 'browser', voices: { [lang]: chosen.id } }}
              of={chosen.label}
            />
          )}
        </div>
      )}
    </Field>
  );
}

/** How a voice is installed, by system; the one this computer seems to have is open. */
function NoVoice({ lang }: { lang: SpokenLanguage }) {
  const here = systemOf(navigator.userAgent);
  return (
    <details className="pd-no-voice" open>
      <summary>{i18n.t(lang === 'zh' ? 'voiceOptions.noChinese' : 'voiceOptions.noEnglish')}</summary>
      <ul>
        {(['windows', 'mac', 'linux'] as const)
          .filter((system) => here === undefined || system === here)
          .map((system) => (
            <li key={system}>{i18n.t(installing[system])}</li>
          ))}
        <li>{i18n.t('voiceOptions.install.service')}</li>
      </ul>
    </details>
  );
}

const installing = {
  windows: 'voiceOptions.install.windows',
  mac: 'voiceOptions.install.mac',
  linux: 'voiceOptions.install.linux',
} as const;

function systemOf(userAgent: string): keyof typeof installing | undefined {
  if (/windows/i.test(userAgent)) return 'windows';
  if (/mac os/i.test(userAgent)) return 'mac';
  return /linux|cros/i.test(userAgent) && !/android/i.test(userAgent) ? 'linux' : undefined;
}
