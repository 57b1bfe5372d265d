import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { SpeakRequest, SpokenLanguage, VoicePreferences } from '../../../lib/model/voice.ts';
import type { Voices } from '../../../lib/options/voices.ts';
import { errorWords } from '../../chat/error-words.ts';
import { Button } from '../../ui/button.tsx';
import { reachWords } from './reach-badge.tsx';

/** In the language of the voice, not of the page. */
const samples = {
  zh: '你好，我是旁答。答案里的每一句话，你都可以核对。',
  en: 'Hello, this is Pangda. You can check every sentence of an answer.',
} as const satisfies Record<SpokenLanguage, string>;

/** How a sample sounds, besides whose voice it is. */
export const soundOf = ({ rate, pitch, volume }: VoicePreferences) => ({ rate, pitch, volume });

/** Hear a voice say a sentence; pressed again, it stops. */
export function TryButton({
  voices,
  name,
  lang,
  tried,
  of,
  host,
}: {
  voices: Voices;
  name: string;
  lang: SpokenLanguage;
  tried: NonNullable<SpeakRequest['tried']>;
  /** The voice's or the language's name. */
  of: string;
  host?: string;
}) {
  const trial = useStore(voices, ({ trial: last }) => (last?.name === name ? last : undefined));
  const isOn = trial !== undefined && !trial.isOver;
  return (
    <span className="pd-try">
      <Button onPress={() => void voices.try({ name, text: samples[lang], lang, tried })}>
        {i18n.t(isOn ? 'voiceOptions.stopSample' : 'voiceOptions.sample', [of])}
      </Button>
      <span className="pd-field-hint" role="status">
        {isOn && trial.reach && reachWords(trial.reach, host)}
        {trial?.error && <span className="pd-not-allowed">{errorWords(trial.error)}</span>}
      </span>
    </span>
  );
}
