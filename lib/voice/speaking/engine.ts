import type { Reach, SpeakerId, SpokenLanguage } from '../../model/voice.ts';

/** One utterance as an engine speaks it. */
export interface Clip {
  /** Within a speech; the same words at the same rate have the same. */
  id: string;
  text: string;
  lang: SpokenLanguage;
  rate: number;
  /** The first of its speech: it should begin as soon as can be. */
  isFirst: boolean;
}

export type Steering = { do: 'pause' | 'resume' } | { do: 'volume'; volume: number };

export interface Playing {
  /** ms of silence before it, from now. */
  gapMs: number;
  /** 0 to 1. */
  volume: number;
  /** Calls back with what is asked of the clip while it plays. */
  onSteering(heed: (steering: Steering) => void): void;
}

/** What can speak, one clip at a time. */
export interface Engine {
  id: SpeakerId;
  /** A pause stops in the middle of a word and goes on there; else the clip is given up and spoken again. */
  pauses: boolean;
  /** ms in which a clip has to begin. */
  startMs: number;
  /** Fetches a clip that will be spoken soon; absent: there is nothing to fetch. @throws AppError */
  prepare?(clip: Clip, signal: AbortSignal): Promise<void>;
  /**
   * Speaks: yields once, when the sound begins, and ends with it. Aborting silences it at once.
   * @throws AppError; 'noVoice' when there is none for the language.
   */
  speak(clip: Clip, playing: Playing, signal: AbortSignal): AsyncIterable<{ reach: Reach }>;
}
