import { type Connection, isBuiltIn } from '../model/connection.ts';
import type { SpokenLanguage, VoicePreferences } from '../model/voice.ts';
import { type Hearing, type Preset, presetOf, presets, type Speaking } from '../providers/presets.ts';

/** What a connection's service is known to do for the voice; nothing is known of a custom one. */
export function speechOf(connection: Pick<Connection, 'preset'>): { hears?: Hearing; speaks?: Speaking } {
  const { hears, speaks } = presetOf(connection) ?? {};
  return { ...(hears && { hears }), ...(speaks && { speaks }) };
}

/** Connections that may hear or speak: whoever has a server may have its routes for speech. */
export const mayServe = (connection: Pick<Connection, 'baseUrl'>): boolean => !isBuiltIn(connection);

/** Services with known speech models that are not connected yet, and the one for everything else. */
export const offeredPresets = (connected: readonly Pick<Connection, 'preset'>[]): Preset[] =>
  presets.filter(({ id, hears, speaks }) => {
    if (id === 'custom') return true;
    return (hears !== undefined || speaks !== undefined) && !connected.some(({ preset }) => preset === id);
  });

/** A preset as a connection for nothing but speech. */
export const speechConnection = ({ id: preset, baseUrl }: Preset, id: string, name: string): Connection => ({
  id,
  name,
  preset,
  baseUrl,
  model: '',
  onlySpeech: true,
});

/**
 * The voice's preferences once a service was chosen for it: it does whatever it is known to do, with the models and the
 * voice it is known for. Of a service that nothing is known of only the fields are prepared; who listens and speaks stays.
 */
export function withService(
  voice: VoicePreferences,
  connection: Pick<Connection, 'id' | 'preset'>,
  language: SpokenLanguage,
): VoicePreferences {
  const { hears, speaks } = speechOf(connection);
  const connectionId = connection.id;
  if (!hears && !speaks)
    return {
      ...voice,
      listenWith: voice.listenWith ?? { connectionId, model: '' },
      speakWith: voice.speakWith ?? { connectionId, model: '', voice: '' },
    };
  return {
    ...voice,
    ...(hears && { listener: 'connection', listenWith: { connectionId, model: hears.models[0] ?? '' } }),
    ...(speaks && {
      speaker: 'connection',
      speakWith: { connectionId, model: speaks.models[0] ?? '', voice: speaks.usual[language] },
    }),
  };
}

/** Models as a service lists them, those whose names say that they do this first. */
export function likelyFirst(models: readonly string[], does: 'hears' | 'speaks'): string[] {
  const isLikely = (model: string) => names[does].test(model);
  return [...models.filter(isLikely), ...models.filter((model) => !isLikely(model))];
}

const names = {
  hears: /whisper|transcri|asr|sensevoice|telespeech|paraformer|parakeet|voxtral/i,
  speaks: /tts|(?<!tele)speech|(?<!sense)voice|kokoro|piper|orpheus|playai/i,
};
