import type { Chat, ChatState } from './chat.ts';

/**
 * Takes over what another surface has done to the same conversation: the popup, the side panel, and the panel that goes on
 * there are one thread. The words of a growing answer are not taken over; each surface reads those for itself. False:
 * there was nothing to take over.
 */
export function follow(chat: Chat, theirs: ChatState): boolean {
  if (outline(chat.getState()) === outline(theirs)) return false;
  chat.restore(theirs);
  chat.resume();
  return true;
}

const outline = ({ turns, page }: ChatState): string =>
  JSON.stringify([turns.map(({ id, runId }) => [id, runId]), page?.url ?? '']);
