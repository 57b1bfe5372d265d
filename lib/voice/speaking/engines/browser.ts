import { AppError } from '../../../model/errors.ts';
import type { SpokenLanguage, VoiceInfo, VoicePreferences } from '../../../model/voice.ts';
import { rankedVoices } from '../../voices/rank.ts';
import { languageRuns } from '../../voices/runs.ts';
import type { Clock } from '../clock.ts';
import type { Clip, Engine, Playing } from '../engine.ts';
import { type Synthesiser, voicesOf } from './synthesiser.ts';

/** ms in which a browser's voice begins; what has not by then has never been seen to. */
const startMs = 3_000;
/** ms that a voice takes to begin are part of the silence before it, up to this. */
const mostLatencyMs = 400;

/**
 * The browser's own voices. A pause gives the sentence up: going on in the middle does not work for voices of the net,
 * and stops some others for good.
 */
export function browserEngine(
  synthesiser: Synthesiser,
  wishes: Pick<VoicePreferences, 'voices' | 'pitch'> & { locales: readonly string[] },
  clock: Clock,
): Engine {
  let known: VoiceInfo[] = [];
  let latencyMs = 0;

  const voiceFor = (lang: SpokenLanguage): VoiceInfo | undefined =>
    rankedVoices(known, lang, { chosen: wishes.voices[lang], locales: wishes.locales })[0];

  async function* speak(clip: Clip, { gapMs, volume }: Playing, signal: AbortSignal) {
    if (known.length === 0) known = await voicesOf(synthesiser, clock, signal);
    // A Chinese voice reads Latin letters; an English one is silent at Han.
    const main = voiceFor(clip.lang) ?? (clip.lang === 'en' ? voiceFor('zh') : undefined);
    if (!main) throw new AppError('noVoice', `${known.length} voices, none for ${clip.lang}`);
    await clock.wait(gapMs - latencyMs, signal);
    let hasBegun = false;
    for (const run of languageRuns(clip.text, clip.lang)) {
      const voice = run.lang === clip.lang ? main : (voiceFor(run.lang) ?? main);
      const askedMs = clock.nowMs();
      const words = { text: run.text, voice, rate: clip.rate, pitch: wishes.pitch, volume };
      for await (const _ of synthesiser.say(words, signal)) {
        if (hasBegun) continue;
        hasBegun = true;
        latencyMs = Math.min(mostLatencyMs, clock.nowMs() - askedMs);
        yield { reach: voice.local ? ('device' as const) : ('browser' as const) };
      }
      if (signal.aborted) return;
    }
  }

  return { id: 'browser', pauses: false, startMs, speak };
}
