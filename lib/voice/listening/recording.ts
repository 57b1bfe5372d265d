import { sampleRate } from './endpointer.ts';

/** The last of what the microphone gave, in memory only. Times are ms from the first sample. */
export interface Recording {
  add(samples: Float32Array): void;
  /** What lies between two times, as far as it is kept. */
  clip(fromMs: number, toMs?: number): Float32Array;
  /** Lets go of what lies before. */
  forget(beforeMs: number): void;
  readonly lengthMs: number;
}

const toSamples = (ms: number): number => Math.round((ms * sampleRate) / 1_000);

/** A recording without a sample; it keeps all until it is told to forget. */
export function createRecording(): Recording {
  let pieces: Float32Array[] = [];
  /** Samples that were let go. */
  let gone = 0;
  let length = 0;

  return {
    add(samples) {
      pieces.push(samples);
      length += samples.length;
    },
    clip(fromMs, toMs = Number.POSITIVE_INFINITY) {
      const from = Math.max(gone, toSamples(Math.max(0, fromMs)));
      const to = toMs === Number.POSITIVE_INFINITY ? length : Math.min(length, toSamples(toMs));
      const clip = new Float32Array(Math.max(0, to - from));
      let start = gone;
      for (const piece of pieces) {
        const first = Math.max(0, from - start);
        const last = Math.min(piece.length, to - start);
        if (last > first) clip.set(piece.subarray(first, last), start + first - from);
        start += piece.length;
      }
      return clip;
    },
    forget(beforeMs) {
      const before = toSamples(beforeMs);
      while (pieces[0] && gone + pieces[0].length <= before) {
        gone += pieces[0].length;
        pieces = pieces.slice(1);
      }
    },
    get lengthMs() {
      return (length * 1_000) / sampleRate;
    },
  };
}
