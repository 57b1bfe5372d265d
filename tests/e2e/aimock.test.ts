import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../lib/model/errors.ts';
import { openAIProvider } from '../../lib/providers/openai.ts';
import { provideSdk } from '../../lib/providers/sdk.ts';

/** A mock of model services that others wrote: it knows nothing of us, and breaks its answers in its own ways. */
const words = '乞力马扎罗山高5895米。Kilimanjaro is 5,895 m high, and stands alone. '.repeat(6);
const mock = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: 7 });

beforeAll(async () => {
  const fails = (error: { status: number; message: string }) => ({
    error: { message: error.message, type: 'server_error' },
    status: error.status,
  });
  mock.onMessage('plain', { content: words });
  mock.onMessage('latency', { content: words }, { latency: 10 });
  mock.onMessage('late-start', { content: words }, { chaos: { latencyMs: 700 } });
  mock.onMessage('reasoning', { content: words, reasoning: '先想一想。' });
  mock.onMessage('truncate', { content: words }, { truncateAfterChunks: 4 });
  mock.onMessage('cut-in-time', { content: words }, { latency: 30, disconnectAfterMs: 150 });
  mock.onMessage('drop', { content: words }, { chaos: { dropRate: 1 } });
  mock.onMessage('malformed', { content: words }, { chaos: { malformedRate: 1 } });
  mock.onMessage('disconnect', { content: words }, { chaos: { disconnectRate: 1 } });
  mock.onMessage('rate-limit', { content: words }, { chaos: { rateLimitRate: 1 } });
  mock.onMessage('error-503', fails({ status: 503, message: 'overloaded' }));
  await mock.start();
});
afterAll(() => mock.stop());

provideSdk(() => import('openai'));

async function ask(question: string): Promise<{ text: string; thinking: string; end?: string; error?: AppError }> {
  const connection = { id: 'a', name: 'aimock', preset: 'custom', baseUrl: `${mock.url}/v1`, model: 'gpt-4o' };
  const provider = openAIProvider(connection, 'sk-test', { retryScale: 0, maxRequests: 2 });
  const told: { text: string; thinking: string; end?: string; error?: AppError } = { text: '', thinking: '' };
  const prompt = { messages: [{ role: 'user' as const, content: question }], temperature: 0 };
  try {
    for await (const event of provider.stream(prompt, new AbortController().signal)) {
      if (event.type === 'text') told.text += event.text;
      if (event.type === 'thinking') told.thinking += event.text;
      if (event.type === 'end') told.end = event.reason;
    }
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    told.error = thrown;
  }
  return told;
}

for (const question of ['plain', 'latency', 'late-start'])
  test(`${question}: the whole answer, and its end`, async () => {
    expect(await ask(question)).toEqual({ text: words, thinking: '', end: 'complete' });
  });

test('reasoning comes apart from the answer', async () => {
  expect(await ask('reasoning')).toEqual({ text: words, thinking: '先想一想。', end: 'complete' });
});

for (const question of ['truncate', 'cut-in-time'])
  test(`${question}: the part that came, and a reason`, async () => {
    const { text, end, error } = await ask(question);
    expect(words.startsWith(text)).toBe(true);
    expect(text.length).toBeLessThan(words.length);
    expect(end).not.toBe('complete');
    expect(error?.code ?? end).toMatch(/^(interrupted|network)$/);
  });

for (const [question, codes] of [
  ['drop', /^(serverFailed|overloaded)$/],
  ['malformed', /^badReply$/],
  ['disconnect', /^(network|interrupted|emptyReply)$/],
  ['rate-limit', /^rateLimited$/],
  ['error-503', /^overloaded$/],
] as const)
  test(`${question}: no word, and an error that names it`, async () => {
    const { text, error } = await ask(question);
    expect(text).toBe('');
    expect(error?.code).toMatch(codes);
  });
