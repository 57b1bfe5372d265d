import type { AnswerEvent } from '../model/answer.ts';

/** The same answer in fewer pieces: neighbouring texts, and neighbouring thoughts, as one. */
export function merged(events: readonly AnswerEvent[]): AnswerEvent[] {
  const pieces: AnswerEvent[] = [];
  let same: string[] = [];
  for (const [index, event] of events.entries()) {
    if (event.type !== 'text' && event.type !== 'thinking') {
      pieces.push(event);
      continue;
    }
    same.push(event.text);
    if (events[index + 1]?.type === event.type) continue;
    pieces.push({ type: event.type, text: same.join('') });
    same = [];
  }
  return pieces;
}
