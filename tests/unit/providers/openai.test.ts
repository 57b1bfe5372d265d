import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Connection } from '../../../lib/model/connection.ts';
import { errorData } from '../../../lib/model/errors.ts';
import { findLocalServers } from '../../../lib/providers/local.ts';
import { listModels, readModels } from '../../../lib/providers/models.ts';
import { type OpenAIOptions, openAIProvider } from '../../../lib/providers/openai.ts';
import type { ProviderEvent } from '../../../lib/providers/provider.ts';
import { testConnection } from '../../../lib/providers/test.ts';
import { type ModelServer, startModelServer } from '../../fakes/model-server.ts';

const key = 'sk-test-0123456789abcdefghij';
const timers = { firstMs: 700, slowFirstMs: 700, gapMs: 500, capMs: 1200 };
const never = new AbortController().signal;

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

async function gather(events: AsyncIterable<ProviderEvent>) {
  const seen: ProviderEvent[] = [];
  const text = () => seen.map((event) => (event.type === 'text' ? event.text : '')).join('');
  try {
    for await (const event of events) seen.push(event);
    return { seen, text: text(), end: seen.at(-1), error: undefined };
  } catch (thrown) {
    return { seen, text: text(), end: undefined, error: errorData(thrown) };
  }
}

const until = async (fact: () => boolean): Promise<void> => {
  while (!fact()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('a provider, against a real server', () => {
  test('gives text, usage and an end', async () => {
    const { text, seen } = await gather(ask('echo'));
    expect(text).toBe('你问：天为什么是蓝的');
    expect(seen.slice(-2).map(({ type }) => type)).toEqual(['usage', 'end']);
    expect(seen[0]).toEqual({ type: 'model', model: 'echo' });
  });

  test('keeps thinking apart', async () => {
    const { seen, text } = await gather(ask('think'));
    expect(seen.filter(({ type }) => type === 'thinking').length).toBe(3);
    expect(text).toContain('想完了');
  });

  test('reads a whole answer where no stream came', async () => {
    expect((await gather(ask('json'))).text).toBe('你问：天为什么是蓝的');
  });

  test('sends nothing but what is needed', async () => {
    await gather(ask('echo', {}, never, { headers: { 'x-team': 'a' } }));
    const [request] = server.requests;
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${key}`,
      'x-team': 'a',
      'content-type': 'application/json',
    });
    expect(Object.keys(request?.headers ?? {}).filter((name) => /stainless|cookie|referer|openai/.test(name))).toEqual(
      [],
    );
    expect(request?.path).toBe('/v1/chat/completions');
  });

  test('sends no authorization without a key', async () => {
    await gather(openAIProvider(to('echo'), '').stream({ messages: [{ role: 'user', content: 'a' }] }, never));
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  test('an abort ends it without an error, and the server sees the line close', async () => {
    const stop = new AbortController();
    let texts = 0;
    for await (const event of ask('paced-1000-50', {}, stop.signal)) {
      if (event.type === 'text' && ++texts === 3) stop.abort();
    }
    expect(texts).toBe(3);
    await until(() => server.requests[0]?.endedMs !== undefined);
    expect(server.requests[0]?.aborted).toBe(true);
  });

  test('an abort before the first byte does the same', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    expect(await gather(ask('hang-early', {}, stop.signal))).toMatchObject({ seen: [], error: undefined });
    await until(() => server.requests[0]?.aborted === true);
  });

  test('an abort during a wait ends the wait', async () => {
    const stop = new AbortController();
    const startedMs = Date.now();
    for await (const event of ask('status-429-30', {}, stop.signal)) if (event.type === 'retrying') stop.abort();
    expect([Date.now() - startedMs < 1000, server.requests.length]).toEqual([true, 1]);
  });

  test('a signal aborted before asks nothing', async () => {
    await gather(ask('echo', {}, AbortSignal.abort()));
    expect(server.requests).toEqual([]);
  });

  test('leaving the loop closes the line', async () => {
    for await (const event of ask('paced-1000-50')) if (event.type === 'text') break;
    await until(() => server.requests[0]?.aborted === true);
  });

  test.each([
    ['status-401', 'badKey', 1],
    ['status-402', 'noCredit', 1],
    ['quota', 'noCredit', 1],
    ['nobody', 'noModel', 1],
    ['status-500', 'serverFailed', 3],
    ['status-503', 'overloaded', 3],
    ['status-529', 'overloaded', 3],
    ['status-429', 'rateLimited', 3],
    ['redirect', 'redirected', 1],
    ['web-page', 'notAnApi', 1],
    ['empty', 'emptyReply', 1],
    ['only-thinking', 'onlyThinking', 1],
    ['hang-early', 'timeout', 1],
  ])('%s fails as %s after %i requests', async (model, code, requests) => {
    const { error } = await gather(ask(model));
    expect([error?.code, server.requests.length]).toEqual([code, requests]);
    expect(error?.host).toBe(new URL(server.url).host);
  });

  test.each(['flaky-500', 'flaky-503', 'flaky-529', 'flaky-408', 'flaky-409'])(
    '%s is asked again, and the wait is announced',
    async (model) => {
      const { seen, text } = await gather(ask(`${model}`));
      expect(text).toBe('好了。');
      expect(seen[0]).toMatchObject({ type: 'retrying', atMs: expect.any(Number) });
    },
  );

  test('Retry-After is waited for in full', async () => {
    await gather(ask('flaky-429-1', { retryScale: 0 }));
    const [first, second] = server.requests;
    expect((second?.startedMs ?? 0) - (first?.startedMs ?? 0)).toBeGreaterThanOrEqual(999);
  });

  test('a long Retry-After is announced, not shortened', async () => {
    const stop = new AbortController();
    for await (const event of ask('status-429-120', {}, stop.signal)) {
      if (event.type !== 'retrying') continue;
      expect(event.atMs - Date.now()).toBeGreaterThan(119_000);
      stop.abort();
    }
  });

  test.each([
    ['reset', 'network'],
    ['hang', 'stalled'],
    ['error-midway', 'serverFailed'],
  ])('%s half-way keeps the text, fails as %s and is not asked again', async (model, code) => {
    const { text, error } = await gather(ask(model));
    expect([text, error?.code, server.requests.length]).toEqual(['说到一半', code, 1]);
  });

  test('a clean cut half-way is an interrupted end', async () => {
    const { text, end } = await gather(ask('cut'));
    expect([text, end]).toEqual(['说到一半', { type: 'end', reason: 'interrupted' }]);
  });

  test('keep-alives are told as waiting and do not count as words', async () => {
    const { seen, error } = await gather(
      ask('keepalive-30', { timers: { ...timers, firstMs: 300, slowFirstMs: 300 } }),
    );
    expect([seen.at(-1)?.type, error?.code]).toEqual(['waiting', 'timeout']);
  });

  test('nobody listening is a network failure that names the host', async () => {
    const { error } = await gather(ask('echo', {}, never, { baseUrl: 'http://127.0.0.1:9/v1' }));
    expect(error).toMatchObject({ code: 'network', host: '127.0.0.1:9' });
  });

  test('a refused parameter is dropped, told, and not sent again by who remembers it', async () => {
    const refused: string[] = [];
    expect((await gather(ask('no-temperature', { onUnsupported: (name) => refused.push(name) }))).text).toBe(
      '没有温度。',
    );
    expect([refused, server.requests.length]).toEqual([['temperature'], 2]);

    server.requests.splice(0);
    await gather(ask('no-temperature', { unsupported: refused }));
    expect(server.requests.length).toBe(1);
  });

  test('a prompt that does not fit is the caller’s to shrink', async () => {
    expect((await gather(ask('too-long-3'))).error?.code).toBe('tooLong');
  });

  test('a key that comes back in an error goes no further', async () => {
    const { error } = await gather(ask('echoes-key'));
    expect(JSON.stringify(error)).not.toContain(key.slice(0, 12));
  });

  test('plain http to a public host is refused before anything is sent', async () => {
    expect((await gather(ask('echo', {}, never, { baseUrl: 'http://api.example.org/v1' }))).error?.code).toBe(
      'badAddress',
    );
  });

  test('a key with a letter no header takes is a bad key', async () => {
    const provider = openAIProvider(to('echo'), '密钥 sk-1');
    const { error } = await gather(provider.stream({ messages: [] }, never));
    expect([error?.code, server.requests.length]).toEqual(['badKey', 0]);
  });

  test('Azure gets its key in its own header', async () => {
    const seen: Headers[] = [];
    const fetch = async (_: unknown, init?: RequestInit) => {
      seen.push(new Headers(init?.headers));
      return new Response('data: [DONE]\n\n');
    };
    await gather(ask('echo', { fetch, maxRequests: 1 }, never, { baseUrl: 'https://me.openai.azure.com/openai/v1' }));
    expect([seen[0]?.get('api-key'), seen[0]?.has('authorization')]).toEqual([key, false]);
  });

  test("Azure's version of its interface stays behind the path, whatever the deployment", async () => {
    const asked: string[] = [];
    const fetch = async (address: unknown) => {
      asked.push(String(address));
      return new Response('data: [DONE]\n\n');
    };
    const baseUrl = 'https://me.openai.azure.com/openai/deployments/gpt?api-version=2024-10-21';
    await gather(ask('echo', { fetch, maxRequests: 1 }, never, { baseUrl }));
    expect(asked).toEqual([
      'https://me.openai.azure.com/openai/deployments/gpt/chat/completions?api-version=2024-10-21',
    ]);
  });

  test('organisation and project travel in the headers of OpenAI', async () => {
    await gather(ask('echo', {}, never, { organization: 'org-1', project: 'proj-1' }));
    expect(server.requests[0]?.headers).toMatchObject({ 'openai-organization': 'org-1', 'openai-project': 'proj-1' });
  });
});

describe('a test of a connection', () => {
  test('reports the time, the model and the list', async () => {
    const report = await testConnection(to('echo'), key, never);
    expect(report).toEqual({
      latencyMs: expect.any(Number),
      model: 'echo',
      models: ['echo', 'think', 'markdown'],
      baseUrl: `${server.url}/v1`,
    });
  });

  test('finds /v1 where it was left out', async () => {
    expect((await testConnection(to('echo', { baseUrl: server.url }), key, never)).baseUrl).toBe(`${server.url}/v1`);
  });

  test('is a question, so a server that only refuses questions fails it', async () => {
    const ollama = await startModelServer({ refuseOrigins: true });
    // Node adds no Origin by itself; a browser's background does.
    const fetch: typeof globalThis.fetch = (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('origin', 'chrome-extension://abc');
      return globalThis.fetch(input, { ...init, headers });
    };
    const tested = testConnection(to('echo', { baseUrl: `${ollama.url}/v1` }), key, never, fetch);
    await expect(tested).rejects.toMatchObject({ code: 'refusedOrigin' });
    await ollama.close();
  });

  test('asks once, and a budget spent on thinking is a working connection', async () => {
    await expect(testConnection(to('status-500'), key, never)).rejects.toMatchObject({ code: 'serverFailed' });
    expect(server.questions().length).toBe(1);
    expect((await testConnection(to('only-thinking'), key, never)).model).toBe('only-thinking');
  });
});

describe('lists of models', () => {
  test('come through the network', async () => {
    expect(await listModels(to('echo'), key, never)).toEqual(['echo', 'think', 'markdown']);
    await expect(listModels(to('echo', { baseUrl: `${server.url}/none` }), key, never)).resolves.toBeDefined();
  });

  test.each([
    ['OpenAI', '{"data":[{"id":"a"},{"id":"b"}]}', ['a', 'b']],
    ['Gemini', '{"data":[{"id":"models/gemini"}]}', ['gemini']],
    ['Ollama', '{"models":[{"name":"qwen3:8b"}]}', ['qwen3:8b']],
    ['Ollama without models', '{"object":"list","data":null}', []],
    ['plain names', '["a"]', ['a']],
    [
      'other kinds last, none twice',
      '{"data":[{"id":"text-embedding-3"},{"id":"a"},{"id":"a"}]}',
      ['a', 'text-embedding-3'],
    ],
    ['no list', '{"ok":true}', undefined],
    ['no JSON', '<html>', undefined],
  ])('%s', (_, text, ids) => {
    expect(readModels(text)).toEqual(ids);
  });

  test('of this computer are looked for on the usual ports, and only a list counts', async () => {
    const fetch = async (input: string | URL | Request) => {
      const port = new URL(String(input)).port;
      if (port === '11434') return Response.json({ data: [{ id: 'qwen3' }] });
      if (port === '8080') return new Response('<html>some other program</html>');
      throw new TypeError('refused');
    };
    expect(await findLocalServers(never, fetch)).toEqual([
      { preset: 'ollama', baseUrl: 'http://127.0.0.1:11434/v1', models: ['qwen3'] },
    ]);
  });
});
