import { loudness } from './loudness.ts';
import { hasPitch } from './pitch.ts';

/** Samples are mono, 16 kHz, −1 to 1. */
export const sampleRate = 16_000;
/** 20 ms. */
const frameLength = 320;
const frameMs = (frameLength * 1_000) / sampleRate;

/** Times are milliseconds from the first sample. */
export type SpeechEvent =
  /** Somebody speaks since `startMs`. */
  | { type: 'start'; startMs: number }
  /** Silence for a while: a good moment to send what is there, before the turn is surely over. */
  | { type: 'lull'; startMs: number; endMs: number }
  /** They speak on: what was sent at the lull is not all. */
  | { type: 'resume' }
  /** The turn is over, or as long as a turn may be. */
  | { type: 'end'; startMs: number; endMs: number };

export interface EndpointerOptions {
  /** Silence after which a turn is over. */
  endMs?: number;
  /** Silence after which `lull` is said. */
  lullMs?: number;
  /** Voice needed before anything counts as speech. */
  startMs?: number;
  longestMs?: number;
  /** Asked of every frame (20 ms), with its loudness in dBFS: whether it may be a voice at all. */
  passes?: (dbfs: number) => boolean;
}

export interface Endpointer {
  /** Any number of samples; events in order. The same events however they come in pieces. */
  push(samples: Float32Array): SpeechEvent[];
  /** Another length of silence ends this turn, for words that sound unfinished. Until the turn ends. */
  waitFor(endMs: number): void;
  /** The turn is over now, if there is one. */
  finish(): SpeechEvent[];
  /** ms from the beginning of this turn to the last of its voice; 0 between turns. */
  readonly voiceMs: number;
  /** Loudness of the last frame, dBFS, −100 to 0: for a meter. */
  readonly level: number;
}

/** Louder than the floor by this (dB) begins a sound, by the other keeps it. */
const rise = 9;
const hold = 6;
/** Nothing softer (dBFS) is speech near a microphone. */
const softest = -55;
/** The floor is this share of the frames of the last 1.5 s, and of 3 s while somebody speaks: long words are no noise. */
const floorShare = 0.2;
const floorFrames = { quiet: 75, speaking: 150 };
/** A gap this short (frames) between sounds is inside a word. */
const gapFrames = 5;
/** This share of a beginning must be sound. */
const leastShare = 0.7;
/** This much (frames) of a beginning must have a pitch: clicks, knocks and hiss have none. */
const pitchedFrames = 5;

/**
 * Finds where speech begins and ends by its energy above a percentile floor, and its pitch. A floor that only rises
 * slowly takes a fan for a speaker; a percentile of the last second and a half does not.
 */
export function createEndpointer(options: EndpointerOptions = {}): Endpointer {
  const { endMs = 600, lullMs = 300, startMs = 250, longestMs = 30_000, passes = () => true } = options;
  const frame = new Float32Array(frameLength);
  let filled = 0;
  let now = 0;
  let level = -100;
  let loud: number[] = [];
  let previous = new Float32Array(frameLength);
  let sound = { from: -1, frames: 0, pitched: 0, gap: 0 };
  let turn: { startMs: number; lastMs: number; endMs: number; lulled: boolean } | undefined;

  const isSound = (): boolean => {
    const window = turn ? floorFrames.speaking : floorFrames.quiet;
    const recent = loud.slice(-window).sort((a, b) => a - b);
    const floor = recent.length < 5 ? -70 : (recent[Math.floor(recent.length * floorShare)] ?? -70);
    const keeps = turn !== undefined || sound.frames > 0;
    return level > Math.max(softest, floor + (keeps ? hold : rise));
  };

  const quietFrame = (events: SpeechEvent[]): void => {
    if (!turn) {
      sound.gap++;
      if (sound.gap > gapFrames) sound = { from: -1, frames: 0, pitched: 0, gap: 0 };
      return;
    }
    const silence = now - turn.lastMs;
    if (silence >= lullMs && !turn.lulled) {
      turn.lulled = true;
      events.push({ type: 'lull', startMs: turn.startMs, endMs: turn.lastMs });
    }
    if (silence >= turn.endMs) endTurn(events);
  };

  const soundFrame = (events: SpeechEvent[]): void => {
    const isPitched = hasPitch(previous, frame);
    if (turn) {
      // After a lull only a voice speaks on: a click must not hold the turn open.
      if (turn.lulled && !isPitched) {
        quietFrame(events);
        return;
      }
      if (turn.lulled) events.push({ type: 'resume' });
      turn.lulled = false;
      turn.lastMs = now;
      if (now - turn.startMs >= longestMs) endTurn(events);
      return;
    }
    if (sound.frames === 0) sound.from = now - frameMs;
    sound.frames++;
    sound.gap = 0;
    if (isPitched) sound.pitched++;
    const elapsed = now - sound.from;
    if (elapsed < startMs || sound.frames * frameMs < startMs * leastShare || sound.pitched < pitchedFrames) return;
    // Hiss is pitched now and then by chance; a voice is so in a good part of its time.
    if (sound.pitched * 4 < sound.frames) return;
    turn = { startMs: sound.from, lastMs: now, endMs, lulled: false };
    events.push({ type: 'start', startMs: turn.startMs });
  };

  const endTurn = (events: SpeechEvent[]): void => {
    if (turn) events.push({ type: 'end', startMs: turn.startMs, endMs: turn.lastMs });
    turn = undefined;
    sound = { from: -1, frames: 0, pitched: 0, gap: 0 };
  };

  const endFrame = (events: SpeechEvent[]): void => {
    now += frameMs;
    level = loudness(frame);
    loud.push(level);
    if (loud.length > 2 * floorFrames.speaking) loud = loud.slice(-floorFrames.speaking);
    if (passes(level) && isSound()) soundFrame(events);
    else quietFrame(events);
    previous = frame.slice();
  };

  return {
    push(samples) {
      const events: SpeechEvent[] = [];
      for (const sample of samples) {
        frame[filled++] = Number.isFinite(sample) ? sample : 0;
        if (filled < frameLength) continue;
        filled = 0;
        endFrame(events);
      }
      return events;
    },
    waitFor(silenceMs) {
      if (turn) turn.endMs = silenceMs;
    },
    finish() {
      const events: SpeechEvent[] = [];
      endTurn(events);
      return events;
    },
    get voiceMs() {
      return turn ? turn.lastMs - turn.startMs : 0;
    },
    get level() {
      return level;
    },
  };
}
