import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Connection } from '../../../lib/model/connection.ts';
import { errorData } from '../../../lib/model/errors.ts';
import { type OpenAIOptions, openAIProvider } from '../../../lib/providers/openai.ts';
import type { ProviderEvent } from '../../../lib/providers/provider.ts';
import { type ModelServer, startModelServer } from '../../fakes/model-server.ts';

export const key = 'sk-test-0123456789abcdefghij';
export const timers = { firstMs: 700, slowFirstMs: 700, gapMs: 500, capMs: 1200 };
export const never = new AbortController().signal;

/** A scripted server for all tests of a file, and ways to ask it. */
export function modelServer() {
  let server: ModelServer;
  beforeAll(async () => {
    server = await startModelServer();
  });
  afterAll(() => server.close());
  beforeEach(() => void server.requests.splice(0));

  const to = (model: string, more: Partial<Connection> = {}): Connection => ({
    id: 'c',
    name: 'c',
    preset: 'custom',
    baseUrl: `${server.url}/v1`,
    model,
    ...more,
  });
  const ask = (model: string, options: OpenAIOptions = {}, signal = never, more: Partial<Connection> = {}) =>
    openAIProvider(to(model, more), key, { timers, retryScale: 0.02, ...options }).stream(
      { messages: [{ role: 'user', content: '天为什么是蓝的' }], temperature: 0 },
      signal,
    );
  return { to, ask, url: () => server.url, requests: () => server.requests, questions: () => server.questions() };
}

/** All that comes of a question. `told`: what is told of the answer, so without the requests that leave. */
export async function gather(events: AsyncIterable<ProviderEvent>) {
  const seen: ProviderEvent[] = [];
  const told = () => seen.filter(({ type }) => type !== 'sending');
  const text = () => seen.map((event) => (event.type === 'text' ? event.text : '')).join('');
  try {
    for await (const event of events) seen.push(event);
    return { seen, told: told(), text: text(), end: seen.at(-1), error: undefined };
  } catch (thrown) {
    return { seen, told: told(), text: text(), end: undefined, error: errorData(thrown) };
  }
}

export const until = async (fact: () => boolean): Promise<void> => {
  while (!fact()) await new Promise((resolve) => setTimeout(resolve, 5));
};
