import type { AnswerEvent } from '../model/answer.ts';

/** The same answer in fewer pieces: neighbouring texts, and neighbouring thoughts, as one. */
export function merged(events: readonly AnswerEvent[]): AnswerEvent[] {
  const pieces: AnswerEvent[] = [];
  let same: string[] = [];
  let due: number[] = [];
  for (const [index, event] of events.entries()) {
    if (event.type !== 'text' && event.type !== 'thinking') {
      pieces.push(event);
      continue;
    }
    same.push(event.text);
    if (event.type === 'text' && event.due) due.push(...event.due);
    if (events[index + 1]?.type === event.type) continue;
    pieces.push({ type: event.type, text: same.join(''), ...(due.length > 0 && { due }) });
    same = [];
    due = [];
  }
  return pieces;
}
