import { fold } from '../grounding/hygiene.ts';
import { amountAsked } from '../grounding/quantities.ts';
import { rankSentences } from '../grounding/relevance.ts';
import type { AnswerRequest } from '../model/conversation.ts';
import type { Source } from '../model/page.ts';
import { defaultPreferences } from '../model/preferences.ts';
import { askingOf } from './asking.ts';

/** ms in which a question that a background was started for has come, where a page is there at once. */
const questionMs = 50;

/** ms after a question in which no page begins: a background that slept hears of its page when the question is there. */
const restMs = 1_000;

/** The next of `parts`. */
let next = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let askedMs = Number.NEGATIVE_INFINITY;

/**
 * Writes a prompt that nobody asked for, once. A background that has just been started compiles what it runs as it goes,
 * and the first prompt takes five times as long as the second: better while a page loads. Called when one does.
 */
export function warmUpPrompt(): void {
  const isAsked = performance.now() < askedMs + restMs;
  if (!isAsked && timer === undefined && next < parts.length) timer = setTimeout(warmUpPart, questionMs);
}

/** A question has come, and waits for one part at most; the rest is for the next page. */
export function stopWarmingUp(): void {
  askedMs = performance.now();
  clearTimeout(timer);
  timer = undefined;
}

function warmUpPart(): void {
  timer = undefined;
  const part = parts[next++];
  if (next < parts.length) timer = setTimeout(warmUpPart);
  part?.();
}

const source = (number: number, title: string, text: string): Source => ({
  number,
  title,
  text,
  url: `https://www${number}.example.com/`,
  site: 'example.com',
  kind: 'organic',
});
const sources = [
  source(
    1,
    'Mount Example',
    'It rises 5,895 m above the sea [3]. In 2008 it was measured again; the height was 12% less.',
  ),
  source(2, '示例山', '示例山海拔5895米，位于非洲。2008年重新测量，误差不到百分之一。'),
];
const query = 'How high is 示例山?';
const example: AnswerRequest = {
  id: 'warm-up',
  question: query,
  history: [],
  page: { site: 'google', kind: 'results', url: 'https://www.google.com/search', query, sources },
};

const whole = () => askingOf(example, { preferences: defaultPreferences, now: new Date() });

/**
 * Each a few ms, and the next has less left to compile. The last ones are quick: patterns are compiled better when they are
 * used for the second time, and what is used often is too.
 */
const parts = [
  () => fold(sources),
  () => amountAsked(query)?.(query),
  () => rankSentences(query, sources, 'results'),
  ...[whole, whole, whole],
];
