import type { AnswerEvent } from '../model/answer.ts';
import type { Message } from '../model/conversation.ts';

/** Characters of an answer's end that a model may repeat before it goes on. */
const longestRepeat = 400;

/** The conversation with the part that is there, and the request to go on from it. */
export function continuing(messages: readonly Message[], part: string, inChinese: boolean): Message[] {
  const words = inChinese
    ? '你的回答在上面中断了。从断开的地方直接接着写，不要重复已经写过的内容，不要加任何说明。'
    : 'Your answer was cut off above. Continue exactly where it stopped. Do not repeat what is written, and add no remarks.';
  return [...messages, { role: 'assistant', content: part }, { role: 'user', content: words }];
}

/**
 * A continuation without the words of the part that it begins with: models often repeat the end of what they were given.
 * Text is held back only while it could still be such a repetition.
 */
export async function* withoutRepeat(part: string, events: AsyncIterable<AnswerEvent>): AsyncGenerator<AnswerEvent> {
  const end = part.slice(-longestRepeat);
  let held: string | undefined = '';
  for await (const event of events) {
    if (held === undefined || event.type !== 'text') {
      if (event.type === 'end' && held) {
        yield { type: 'text', text: unrepeated(end, held) };
        held = undefined;
      }
      yield event;
      continue;
    }
    held += event.text;
    if (end.includes(held) && held.length < end.length) continue;
    const text: string = unrepeated(end, held);
    held = undefined;
    if (text) yield { type: 'text', text };
  }
}

/** `text` without its longest beginning that `end` ends with; a few characters in common are chance. */
function unrepeated(end: string, text: string): string {
  for (let length = Math.min(end.length, text.length); length >= leastRepeat; length -= 1)
    if (end.endsWith(text.slice(0, length))) return text.slice(length);
  return text;
}

const leastRepeat = 4;
