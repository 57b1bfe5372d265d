import { writeFileSync } from 'node:fs';
import { encodeWav } from '../../lib/voice/listening/wav.ts';

/** A stretch of what a microphone hears. Levels are 0 to 1 of full scale, at the peaks. */
export type Stretch =
  /** Vowels in syllables of about 200 ms, with falling and rising pitch. */
  | { kind: 'speech'; ms: number; level?: number /** Hz, about 90 to 260. */; pitch?: number }
  | { kind: 'silence'; ms: number }
  /** A hiss, or the hum of a fan. */
  | { kind: 'noise'; ms: number; level?: number; colour?: 'white' | 'fan' }
  /** Keys, a door, a cup: knocks of a few ms each. */
  | { kind: 'clicks'; ms: number; everyMs?: number; level?: number };

export interface Recording {
  /** Hz */
  rate: number;
  samples: Float32Array;
}

/** First three formants of a, i, u, e, o in Hz: means of adult speakers, as phonetics textbooks give them. */
const vowels = [
  [730, 1090, 2440],
  [270, 2290, 3010],
  [300, 870, 2240],
  [530, 1840, 2480],
  [570, 840, 2410],
] as const;

const syllableMs = 200;

/** Stretches one after another. The same stretches and seed give the same samples. */
export function recorded(stretches: Stretch[], rate = 16_000, seed = 1): Recording {
  const random = randomFrom(seed);
  const parts = stretches.map((stretch) => partOf(stretch, rate, random));
  const samples = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return { rate, samples };
}

/** Two recordings of one rate heard at once; as long as the first. */
export const mixed = ({ rate, samples }: Recording, behind: Recording): Recording => ({
  rate,
  samples: samples.map((sample, at) => sample + (behind.samples[at] ?? 0)),
});

export function writeRecording(path: string, { rate, samples }: Recording): void {
  writeFileSync(path, new Uint8Array(encodeWav(samples, rate)));
}

/** 16-bit mono PCM in a WAV file, as samples; throws on anything else. */
export function readRecording(file: Uint8Array): Recording {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const name = (at: number): string => String.fromCharCode(...file.subarray(at, at + 4));
  if (file.length < 44 || name(0) !== 'RIFF' || name(8) !== 'WAVE') throw new Error('not a WAV file');
  let rate = 0;
  for (let at = 12; at + 8 <= file.length; at += 8 + view.getUint32(at + 4, true)) {
    if (name(at) === 'fmt ') {
      const [format, channels, bits] = [0, 2, 14].map((of) => view.getUint16(at + 8 + of, true));
      if (format !== 1 || channels !== 1 || bits !== 16)
        throw new Error(`not 16-bit mono PCM: ${format} ${channels} ${bits}`);
      rate = view.getUint32(at + 12, true);
    } else if (name(at) === 'data') {
      const length = Math.min(view.getUint32(at + 4, true), file.length - at - 8) >> 1;
      return { rate, samples: Float32Array.from({ length }, (_, of) => view.getInt16(at + 8 + of * 2, true) / 0x8000) };
    }
  }
  throw new Error('a WAV file without sound');
}

export const durationMs = ({ rate, samples }: Recording): number => (samples.length * 1_000) / rate;

function partOf(stretch: Stretch, rate: number, random: () => number): Float32Array {
  const length = Math.round((stretch.ms * rate) / 1_000);
  switch (stretch.kind) {
    case 'silence':
      return new Float32Array(length);
    case 'speech':
      return spoken(length, rate, stretch.pitch ?? 140, stretch.level ?? 0.5, random);
    case 'noise':
      return hiss(length, stretch.level ?? 0.02, stretch.colour ?? 'white', random);
    case 'clicks':
      return knocks(length, rate, stretch.everyMs ?? 700, stretch.level ?? 0.4, random);
  }
}

/** A pulse for each opening of the vocal folds, through three resonances, louder and softer with each syllable. */
function spoken(length: number, rate: number, pitch: number, level: number, random: () => number): Float32Array {
  const out = new Float32Array(length);
  const perSyllable = Math.round((syllableMs * rate) / 1_000);
  let phase = 0;
  for (let from = 0; from < length; from += perSyllable) {
    const formants = vowels[Math.floor(random() * vowels.length)] ?? vowels[0];
    const throats = formants.map((hz) => resonance(hz, 60 + hz * 0.04, rate));
    const lift = 0.85 + 0.3 * random();
    for (let at = 0; at < perSyllable && from + at < length; at++) {
      const share = at / perSyllable;
      phase += (pitch * lift * (1.1 - 0.2 * share)) / rate;
      const pulse = phase >= 1 ? 1 : 0;
      phase %= 1;
      // A consonant's breath at the beginning, then the vowel, then nearly nothing.
      const breath = share < 0.12 ? (random() - 0.5) * 0.06 : 0;
      const loud = share < 0.1 ? share / 0.1 : share > 0.75 ? Math.max(0, (0.95 - share) / 0.2) : 1;
      const voiced = throats.reduce((sum, throat, rank) => sum + throat(pulse) / (rank + 1), 0);
      out[from + at] = voiced * loud + breath;
    }
  }
  return scaled(out, level);
}

/** A two-pole filter that rings at `hz`, `width` Hz wide. */
function resonance(hz: number, width: number, rate: number): (sample: number) => number {
  const radius = Math.exp((-Math.PI * width) / rate);
  const turn = 2 * radius * Math.cos((2 * Math.PI * hz) / rate);
  let before = 0;
  let beforeThat = 0;
  return (sample) => {
    const now = sample + turn * before - radius * radius * beforeThat;
    beforeThat = before;
    before = now;
    return now;
  };
}

function hiss(length: number, level: number, colour: 'white' | 'fan', random: () => number): Float32Array {
  const out = new Float32Array(length);
  let low = 0;
  for (let at = 0; at < length; at++) {
    const white = random() * 2 - 1;
    low += (white - low) * 0.03;
    out[at] = colour === 'white' ? white : low;
  }
  return scaled(out, level);
}

function knocks(length: number, rate: number, everyMs: number, level: number, random: () => number): Float32Array {
  const out = new Float32Array(length);
  const every = (everyMs * rate) / 1_000;
  for (let next = every * random(); next < length; next += every * (0.5 + random())) {
    const ringMs = 3 + 12 * random();
    const ring = Math.round((ringMs * rate) / 1_000);
    for (let at = 0; at < ring && next + at < length; at++)
      out[Math.floor(next) + at] = (random() * 2 - 1) * Math.exp((-4 * at) / ring);
  }
  return scaled(out, level);
}

function scaled(samples: Float32Array, level: number): Float32Array {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return peak === 0 ? samples : samples.map((sample) => (sample * level) / peak);
}

/** Mulberry32 by Tommy Ettinger (public domain): a small generator that gives the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
