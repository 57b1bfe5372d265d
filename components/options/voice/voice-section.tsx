import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { VoicePreferences } from '../../../lib/model/voice.ts';
import type { LanguagePacks } from '../../../lib/options/language-packs.ts';
import type { MicrophoneTest } from '../../../lib/options/microphone-test.ts';
import type { Options } from '../../../lib/options/options.ts';
import type { Voices } from '../../../lib/options/voices.ts';
import { Section } from '../section.tsx';
import { ListeningPart } from './listening-part.tsx';
import { SpeakingPart } from './speaking-part.tsx';
import { SpeechServices } from './speech-services.tsx';
import { TalkingPart } from './talking-part.tsx';

export interface VoiceStores {
  options: Options;
  voices: Voices;
  packs: LanguagePacks;
  microphone: MicrophoneTest;
}

/** What each part of the section works on. */
export interface VoiceProps extends VoiceStores {
  voice: VoicePreferences;
  onVoice: (change: Partial<VoicePreferences>) => void;
}

/** Speaking to Pangda and hearing it: who does it, where what is said goes, and how it sounds. */
export function VoiceSection(stores: VoiceStores) {
  const { options } = stores;
  const voice = useStore(options, (state) => state.preferences.voice);
  const parts: VoiceProps = {
    ...stores,
    voice,
    onVoice: (change) => void options.change({ voice: { ...options.getState().preferences.voice, ...change } }),
  };
  return (
    <Section
      id="pd-voice"
      title={i18n.t('voiceOptions.title')}
      leaves={i18n.t('options.leaves.voice')}
      reset={{ options, section: 'voice' }}
    >
      <p className="pd-note">{i18n.t('voiceOptions.intro')}</p>
      <SpeechServices {...parts} />
      <ListeningPart {...parts} />
      <SpeakingPart {...parts} />
      <TalkingPart {...parts} />
    </Section>
  );
}
