import type { Message, PastTurn } from '../model/conversation.ts';
import { isHan } from './han.ts';
import { sentences } from './segment.ts';

/**
 * About how many tokens a text is, on the high side: Chinese models take 0.6 to 1 a Han letter, 0.3 a Latin one
 * (the providers' own rules of thumb); other scripts and signs count as one each.
 */
export function estimateTokens(text: string): number {
  let tenths = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) tenths += 3;
    else if (isHan(code)) tenths += 8;
    else tenths += code < 0x2000 ? 6 : 10;
  }
  return Math.ceil(tenths / 10);
}

/** Earlier turns as messages, the latest ones that fit `budget` tokens, and how many older ones were dropped. */
export function recentTurns(history: readonly PastTurn[], budget: number): { messages: Message[]; dropped: number } {
  const told = history.filter(({ text }) => text.trim() !== '');
  let left = budget;
  let first = told.length;
  for (; first > 0; first--) {
    const turn = told[first - 1];
    if (!turn) break;
    left -= estimateTokens(turn.question) + estimateTokens(turn.text) + 8;
    if (left < 0) break;
  }
  return { messages: told.slice(first).flatMap(messagesOf), dropped: first };
}

function messagesOf({ question, text, thinking }: PastTurn): Message[] {
  const reply: Message = { role: 'assistant', content: text };
  return [{ role: 'user', content: question }, thinking ? { ...reply, thinking } : reply];
}

/** The beginning of a text, at most `longest` UTF-16 units, ending with a sentence where one fits. */
export function beginning(text: string, longest: number): string {
  if (text.length <= longest) return text;
  let end = 0;
  for (const sentence of sentences(text.slice(0, longest + 1))) if (sentence.end <= longest) end = sentence.end;
  // The last sentence of the slice ends where the slice does, which is rarely where it really ends.
  const cut = text.slice(0, end === longest ? Math.max(lastStop(text, longest), longest >> 1) : end);
  return cut.replace(/[\ud800-\udbff]$/, '').trimEnd();
}

function lastStop(text: string, longest: number): number {
  const all = sentences(text.slice(0, longest));
  return all.at(-2)?.end ?? longest;
}

/** Shares `budget` among texts of these lengths: short ones are kept whole, what they leave goes to the longer. */
export function shares(lengths: readonly number[], budget: number): number[] {
  const order = [...lengths.keys()].sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0));
  const given = new Array<number>(lengths.length).fill(0);
  let left = budget;
  order.forEach((index, place) => {
    const fair = Math.floor(left / (order.length - place));
    given[index] = Math.min(lengths[index] ?? 0, fair);
    left -= given[index];
  });
  return given;
}
