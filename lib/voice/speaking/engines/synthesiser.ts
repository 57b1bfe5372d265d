import type { VoiceInfo } from '../../../model/voice.ts';
import type { Clock } from '../clock.ts';

/** What a browser offers to speak with, in either of its two shapes. */
export interface Synthesiser {
  /** The voices there are now; browsers often list none at first. */
  list(): Promise<VoiceInfo[]> | VoiceInfo[];
  /** Yields once, when the sound begins, and ends with it. Aborting silences it. @throws AppError 'voiceFailed'. */
  say(words: Words, signal: AbortSignal): AsyncIterable<'begun'>;
}

export interface Words {
  text: string;
  voice: VoiceInfo;
  rate: number;
  pitch: number;
  volume: number;
}

/** ms after the first look at which voices are looked for again. The event that should tell of them often does not come. */
const looksMs = [0, 100, 300, 1_000, 1_500] as const;

/** The voices, as soon as there are some; none when there are none after 1.5 s. */
export async function voicesOf(synthesiser: Synthesiser, clock: Clock, signal: AbortSignal): Promise<VoiceInfo[]> {
  let waitedMs = 0;
  for (const ms of looksMs) {
    await clock.wait(ms - waitedMs, signal);
    waitedMs = ms;
    const voices = await synthesiser.list();
    if (voices.length > 0 || signal.aborted) return voices;
  }
  return [];
}
