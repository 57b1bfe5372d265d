import type { VoicePreferences } from '../../model/voice.ts';
import type { ReadingStore } from './reading.ts';
import { type TaughtText, type Turns, turnText } from './turn-text.ts';

/**
 * Reads every new answer aloud when the user wants that, and ends a speech when something else is asked. `isSeen`: an
 * answer that comes in a tab nobody looks at is not read.
 */
export function readAsTheyCome(
  chat: Turns,
  reading: ReadingStore,
  {
    preferences,
    isSeen,
    lessons,
  }: { preferences(): VoicePreferences; isSeen(): boolean } & Pick<TaughtText, 'lessons'>,
): () => void {
  let lastId = chat.getState().turns.at(-1)?.id;
  return chat.subscribe(() => {
    const last = chat.getState().turns.at(-1);
    if (last?.id === lastId) return;
    lastId = last?.id;
    const read = reading.getState().reading;
    if (read && read.turnId !== lastId) reading.stop();
    if (last?.status === 'streaming' && preferences().readsAloud === 'always' && isSeen())
      void reading.read(turnText(chat, last.id, lessons && { lessons }));
  });
}
