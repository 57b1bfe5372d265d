import { AppError, errorData } from '../../model/errors.ts';
import type { ListenEvent, SpokenLanguage } from '../../model/voice.ts';
import type { Clip, Listener, ListenerTurn } from '../listening/engines/listener.ts';

/** What happens while somebody is listened to. */
export type News =
  | { type: 'samples'; samples: Float32Array }
  | { type: 'partial'; text: string }
  /** The listener at this place of the line failed. */
  | { type: 'listenerFailed'; place: number; error: AppError }
  | { type: 'microphoneGone' }
  /** The user says that they have spoken. */
  | { type: 'done' };

/** Whoever listens now, and those who take over. */
export interface Ear {
  readonly takesClips: boolean;
  /** A new turn may begin. */
  begin(): void;
  spoke(): void;
  /** Words of the turn; others are asked when the one who listens fails. Yields who that is. */
  words(clip: Clip, signal: AbortSignal): AsyncGenerator<ListenEvent, string>;
  /** The words of a turn that may go on; only where clips are taken. Rejects as the listener does. */
  early(clip: Clip, signal: AbortSignal): Promise<string>;
  /** The next in line takes over. @throws the failure when there is none. */
  failed(place: number, error: AppError): ListenEvent | undefined;
  leave(): void;
}

/**
 * An ear of which the first in line listens; `put` is told what a listener says of its own accord. `line` is not empty.
 */
export function createEar(
  line: readonly Listener[],
  track: MediaStreamTrack,
  lang: SpokenLanguage,
  put: (news: News) => void,
): Ear {
  let place = 0;
  let turn: ListenerTurn | undefined;

  const now = (): Listener => {
    const listener = line[place];
    if (!listener) throw new AppError('noRecognition');
    return listener;
  };
  const begin = () => {
    turn?.leave();
    const mine = place;
    turn = now().begin(track, lang, {
      partial: (text) => place === mine && put({ type: 'partial', text }),
      failed: (error) => put({ type: 'listenerFailed', place: mine, error }),
    });
  };
  const failed = (failedPlace: number, error: AppError): ListenEvent | undefined => {
    if (failedPlace !== place) return undefined;
    if (!line[place + 1]) throw error;
    place++;
    begin();
    return { type: 'open', listener: now().id, reach: now().reach, instead: errorData(error) };
  };
  const wordsOf = (clip: Clip, signal: AbortSignal) => {
    if (!turn) begin();
    return (turn as ListenerTurn).words(clip, signal); // begun just now
  };
  return {
    get takesClips() {
      return now().takesClips;
    },
    begin,
    spoke: () => turn?.spoke(),
    early: wordsOf,
    failed,
    async *words(clip, signal) {
      for (;;) {
        try {
          return await wordsOf(clip, signal);
        } catch (thrown) {
          if (signal.aborted || !(thrown instanceof AppError) || now().takesClips) throw thrown;
          const open = failed(place, thrown);
          if (open) yield open;
        }
      }
    },
    leave: () => turn?.leave(),
  };
}
