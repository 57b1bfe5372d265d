import type { AppError } from '../../../model/errors.ts';
import type { ListenerId, Reach, SpokenLanguage } from '../../../model/voice.ts';

/** What was said, as the microphone gave it. */
export interface Clip {
  /** 16 kHz, mono. */
  samples: Float32Array;
  /** How long somebody spoke in it, as far as could be told. */
  speechMs: number;
}

/** What a listener says of its own accord. */
export interface Hears {
  /** All words of the turn so far. */
  partial(text: string): void;
  /** It cannot go on; another should. */
  failed(error: AppError): void;
}

/** One turn of a speaker, from when it may begin. */
export interface ListenerTurn {
  /** Somebody has begun to speak: from now on something should be recognised. */
  spoke(): void;
  /**
   * The words of the turn; '' when there are none.
   * @throws AppError; whatever it likes when aborted.
   */
  words(clip: Clip, signal: AbortSignal): Promise<string>;
  /** Nobody wants it any more. */
  leave(): void;
}

/** Somebody who turns speech into words. */
export interface Listener {
  readonly id: ListenerId;
  readonly reach: Reach;
  /** It needs nothing but a clip, and may be asked for the words of a turn that may go on. */
  readonly takesClips: boolean;
  begin(track: MediaStreamTrack, lang: SpokenLanguage, hears: Hears): ListenerTurn;
}
