import type { VoicePreferences } from '../../model/voice.ts';
import { untilSo } from '../until.ts';
import type { ReadingStore } from './reading.ts';
import { type TaughtText, type Turns, turnText } from './turn-text.ts';

/** What talking needs of reading aloud: silence while it listens, and the answers to spoken questions read. */
export interface ReadingForTalk {
  beforeListening(): void;
  onAsked(turnId: string): void;
  /** Resolves when the turn has been read as far as it will be; at once when it is not being read. */
  read(turnId: string, signal: AbortSignal): Promise<void>;
  /**
   * Resolves when the turn is heard in a voice whose sound we play ourselves, so that it can be told from somebody who
   * breaks in: with a signal that aborts when another voice has taken over. Undefined when aborted before.
   */
  played(turnId: string, signal: AbortSignal): Promise<AbortSignal | undefined>;
}

export const readingForTalk = (
  chat: Turns,
  reading: ReadingStore,
  preferences: () => VoicePreferences,
  {
    released,
    lessons,
  }: {
    /** Portions of a tutor's turn that were let go on. */
    released: (turnId: string) => number;
  } & Required<Pick<TaughtText, 'lessons'>>,
): ReadingForTalk => ({
  beforeListening: reading.stop,
  onAsked(turnId) {
    const count = released(turnId);
    // "Go on": from where the tutor had stopped.
    const from = count === 0 ? 0 : (turnText(chat, turnId, { lessons, released: count - 1 }).now()?.text.length ?? 0);
    // Where all answers are read, this one is already.
    if (preferences().readsAloud === 'spoken' || (count > 0 && preferences().readsAloud === 'always'))
      void reading.read(turnText(chat, turnId, { lessons, released: count }), { from });
  },
  read: (turnId, signal) =>
    untilSo(
      reading,
      () => {
        const now = reading.getState().reading;
        return now?.turnId !== turnId || now.state === 'failed' || now.state === 'taken';
      },
      signal,
    ),
  async played(turnId, signal) {
    const speaker = () => reading.getState().reading?.speaker;
    const isPlayed = () => {
      const now = reading.getState().reading;
      return now?.turnId === turnId && now.state === 'speaking' && now.speaker === 'connection';
    };
    await untilSo(reading, () => preferences().breaksIn && isPlayed(), signal);
    if (signal.aborted) return undefined;
    const other = new AbortController();
    void untilSo(reading, () => speaker() === 'browser', signal).then(() => other.abort());
    return other.signal;
  },
});
