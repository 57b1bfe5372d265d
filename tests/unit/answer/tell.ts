import { answer, type Circumstances, type Writer } from '../../../lib/answer/answer.ts';
import { createQueue } from '../../../lib/answer/queue.ts';
import { checking } from '../../../lib/grounding/checking.ts';
import type { AnswerEvent, Author } from '../../../lib/model/answer.ts';
import type { AnswerRequest } from '../../../lib/model/conversation.ts';
import type { Preferences } from '../../../lib/model/preferences.ts';
import type { Prompt, Provider, ProviderEvent } from '../../../lib/providers/provider.ts';
import { page } from '../grounding/make.ts';

export const texts = [
  '临江大桥全长1313米，2009年11月2日建成通车，总投资约3.2亿元。',
  '大桥由李明远设计，日均车流量为48700辆，2021年没有收费。',
  'The Harbour Lighthouse was built in 1886 by the engineer Thomas Penrose.',
];
export const bridge = page('临江大桥有多长', texts);

export const author: Author = { kind: 'model', connectionId: 'c', name: '模型', model: 'm-1', host: 'api.example.com' };

/** One attempt: says what it is asked, then these events and perhaps an error. */
export type Attempt = (prompt: Prompt, signal: AbortSignal) => AsyncIterable<ProviderEvent>;

/** A provider of so many attempts, the last for ever, and what each was asked. */
export function providerOf(...attempts: Attempt[]): { provider: Provider; prompts: Prompt[] } {
  const prompts: Prompt[] = [];
  return {
    prompts,
    provider: {
      id: 'test',
      async *stream(prompt, signal) {
        const attempt = attempts[Math.min(prompts.length, attempts.length - 1)];
        prompts.push(prompt);
        const { messages, ...parameters } = prompt;
        yield { type: 'sending', body: { model: 'm-1', stream: true, messages, ...parameters } };
        if (attempt) yield* attempt(prompt, signal);
      },
    },
  };
}

export const says = (...pieces: string[]): Attempt =>
  async function* () {
    for (const text of pieces) yield { type: 'text', text };
    yield { type: 'end', reason: 'complete' };
  };

/** With 50 ms between the pieces: pauses. */
export const saysSlowly = (...pieces: string[]): Attempt =>
  async function* () {
    for (const text of pieces) {
      yield { type: 'text', text };
      await new Promise((done) => setTimeout(done, 50));
    }
    yield { type: 'end', reason: 'complete' };
  };

export const failing = (error: unknown, ...pieces: string[]): Attempt =>
  async function* () {
    for (const text of pieces) yield { type: 'text', text };
    throw error;
  };

export const request = (more: Partial<AnswerRequest> = {}): AnswerRequest => ({
  id: 'ab-cd_12/34xyz',
  question: bridge.query,
  history: [],
  page: bridge,
  ...more,
});

export const circumstances = (more: Partial<Preferences> = {}): Circumstances => ({
  preferences: {
    answerLanguage: 'auto',
    answerMode: 'accurate',
    persona: '',
    template: '',
    blockedHosts: [],
    preferredHosts: [],
    masks: true,
    ...more,
  },
  now: new Date(2026, 7, 2),
  queue: createQueue(2),
  checking: async () => checking,
});

/** All events of an answer, and what it threw. */
export async function told(
  asked: AnswerRequest,
  provider: Provider | undefined,
  {
    signal = new AbortController().signal,
    around: more = {},
    ...preferences
  }: Partial<Preferences> & { signal?: AbortSignal; around?: Partial<Circumstances> } = {},
): Promise<{ events: AnswerEvent[]; error: unknown }> {
  const events: AnswerEvent[] = [];
  const writer: Writer | undefined = provider && { author, provider };
  try {
    const around = { ...circumstances(preferences), ...more };
    for await (const event of answer(asked, async () => writer, around, signal)) events.push(event);
  } catch (error) {
    return { events, error };
  }
  return { events, error: undefined };
}

export const types = (events: readonly AnswerEvent[]): string[] => events.map(({ type }) => type);
export const only = <T extends AnswerEvent['type']>(events: readonly AnswerEvent[], type: T) =>
  events.filter((event): event is Extract<AnswerEvent, { type: T }> => event.type === type);
export const textOf = (events: readonly AnswerEvent[]): string =>
  only(events, 'text')
    .map(({ text }) => text)
    .join('');
export const checksIn = (events: readonly AnswerEvent[]) => only(events, 'check').map(({ check }) => check);
