import { defaultVoice, endRange, pitchRange, rateRange, type VoicePreferences } from '../model/voice.ts';
import { asRecord, oneOf, within } from './raw.ts';

/** Anything, as whole preferences of the voice. */
export function readVoice(raw: unknown): VoicePreferences {
  const found = asRecord(raw);
  const flag = (name: 'namesSources' | 'breaksIn' | 'transcribesEarly') =>
    typeof found[name] === 'boolean' ? found[name] : defaultVoice[name];
  const speakWith = readWith(found.speakWith, ['connectionId', 'model', 'voice']);
  const listenWith = readWith(found.listenWith, ['connectionId', 'model']);
  const voices = asRecord(found.voices);
  return {
    readsAloud: oneOf(['never', 'spoken', 'always'], found.readsAloud) ?? defaultVoice.readsAloud,
    speaker: oneOf(['browser', 'connection'], found.speaker) ?? defaultVoice.speaker,
    listener: oneOf(['auto', 'device', 'connection', 'cloud'], found.listener) ?? defaultVoice.listener,
    ...(speakWith && { speakWith }),
    ...(listenWith && { listenWith }),
    voices: {
      ...(typeof voices.zh === 'string' && { zh: voices.zh }),
      ...(typeof voices.en === 'string' && { en: voices.en }),
    },
    rate: within(rateRange, found.rate) ?? defaultVoice.rate,
    pitch: within(pitchRange, found.pitch) ?? defaultVoice.pitch,
    volume: within({ least: 0, most: 1 }, found.volume) ?? defaultVoice.volume,
    namesSources: flag('namesSources'),
    sends: oneOf(['atOnce', 'afterLook', 'byHand'], found.sends) ?? defaultVoice.sends,
    talkKey:
      typeof found.talkKey === 'string' && /^\w{1,30}$/.test(found.talkKey) ? found.talkKey : defaultVoice.talkKey,
    endMs: within(endRange, found.endMs) ?? defaultVoice.endMs,
    breaksIn: flag('breaksIn'),
    transcribesEarly: flag('transcribesEarly'),
  };
}

/** All its fields as text, or nothing. */
function readWith<K extends string>(raw: unknown, names: K[]): Record<K, string> | undefined {
  const found = asRecord(raw);
  const fields = names.map((name) => [name, found[name]] as const);
  return fields.every(([, value]) => typeof value === 'string')
    ? (Object.fromEntries(fields) as Record<K, string>)
    : undefined;
}
