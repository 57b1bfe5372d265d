import type { Connection } from '../../../model/connection.ts';
import { lightFormat } from '../../../providers/synthesize.ts';
import type { Clip, Engine, Playing, Steering } from '../engine.ts';

/** ms until a service has to be heard: it writes the whole clip first, and may be a small computer. */
const startMs = 20_000;

/** A clip as it is asked for. */
export interface Wanted {
  clipId: string;
  text: string;
  lang: Clip['lang'];
  connection: Connection;
  model: string;
  voice: string;
  rate: number;
  format: 'wav' | 'mp3';
}

/** Fetches clips of a connection, decodes and plays them. */
export interface ClipPlayer {
  /** A clip will soon be asked for. */
  expect?(): void;
  /** Ends when the clip is ready. @throws AppError */
  prepare(wanted: Wanted, signal: AbortSignal): Promise<void>;
  /** Yields once, when the sound begins, and ends with it. @throws AppError */
  play(
    wanted: Wanted,
    how: { gapMs: number; volume: number; onSteering(heed: (steering: Steering) => void): void },
    signal: AbortSignal,
  ): AsyncIterable<'begun'>;
}

/** The voice of a connection. */
export function connectionEngine(
  player: ClipPlayer,
  { connection, model, voice }: Pick<Wanted, 'connection' | 'model' | 'voice'>,
): Engine {
  const formats = new Map<string, Wanted['format']>();
  // WAV needs no decoder's delay, so the first clip is one; the same clip keeps its format, or it would be fetched twice.
  const wanted = ({ id, text, lang, rate, isFirst }: Clip): Wanted => {
    const format = formats.get(id) ?? (isFirst ? 'wav' : lightFormat(connection));
    formats.set(id, format);
    return { clipId: id, text, lang, connection, model, voice, rate, format };
  };
  return {
    id: 'connection',
    pauses: true,
    startMs,
    prepare: (clip, signal) => player.prepare(wanted(clip), signal),
    async *speak(clip: Clip, { gapMs, volume, onSteering }: Playing, signal: AbortSignal) {
      for await (const _ of player.play(wanted(clip), { gapMs, volume, onSteering }, signal))
        yield { reach: 'connection' as const };
    },
  };
}
