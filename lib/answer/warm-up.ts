import { fold } from '../grounding/hygiene.ts';
import { amountAsked } from '../grounding/quantities.ts';
import { rankSentences } from '../grounding/relevance.ts';
import type { Connection } from '../model/connection.ts';
import type { AnswerRequest } from '../model/conversation.ts';
import type { Source } from '../model/page.ts';
import { defaultPreferences } from '../model/preferences.ts';
import { openAIProvider } from '../providers/openai.ts';
import { isSdkThere } from '../providers/sdk.ts';
import { askingOf } from './asking.ts';
import { answerKeys } from './record.ts';
import { requestKey } from './request-key.ts';

/** ms in which a question that a background was started for has come, where a page is there at once. */
const questionMs = 50;

/** The next of `parts`. */
let next = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Writes a prompt that nobody asked for, once, and a request that goes nowhere. A background that has just been started
 * compiles what it runs as it goes, and the first prompt takes five times as long as the second: better while a page loads.
 * Called when one does.
 */
export function warmUpPrompt(): void {
  if (timer === undefined && next < parts.length) timer = setTimeout(warmUpPart, questionMs);
}

/** A question has come, and waits for one part at most; the rest is for the next page. */
export function stopWarmingUp(): void {
  clearTimeout(timer);
  timer = undefined;
}

function warmUpPart(): void {
  timer = undefined;
  const part = parts[next++];
  if (next < parts.length) timer = setTimeout(warmUpPart);
  void part?.();
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

const nobody: Connection = {
  id: 'warm-up',
  name: '',
  preset: 'custom',
  baseUrl: 'https://warm-up.invalid/v1',
  model: 'none',
};
const reply = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'It is.' } }] })}\n\ndata: [DONE]\n\n`;

/** As `openAIProvider` makes them, but for the network. Nothing is fetched for it either: without a model no SDK is there. */
async function requestToNobody(): Promise<void> {
  if (!isSdkThere()) return;
  const fetch = async () => new Response(reply, { headers: { 'content-type': 'text/event-stream' } });
  const provider = openAIProvider(nobody, '', { fetch, maxRequests: 1 });
  const events = provider.stream({ messages: whole().messages, temperature: 0 }, new AbortController().signal);
  for await (const _ of events);
}

/** What an answer is looked up by. */
async function keysOfNothing(): Promise<void> {
  const author = { kind: 'model', connectionId: '', name: '', model: '', host: '' } as const;
  const { answerMode, answerLanguage: language, template, persona } = defaultPreferences;
  const instructions = { mode: answerMode, language, template, persona };
  await requestKey(example, '');
  await answerKeys({ request: example, author, parameters: {}, ...instructions });
}

/**
 * Each a few ms, and the next has less left to compile. The last ones are quick: patterns are compiled better when they are
 * used for the second time, and what is used often is too.
 */
const parts: (() => unknown)[] = [
  () => fold(sources),
  () => amountAsked(query)?.(query),
  () => rankSentences(query, sources, 'results'),
  ...[whole, whole, whole],
  () => keysOfNothing().catch(() => {}), // whoever asks hears of what is wrong
  () => requestToNobody().catch(() => {}),
];
