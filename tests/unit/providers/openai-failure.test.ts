import { afterEach, describe, expect, test, vi } from 'vitest';
import { gather, key, modelServer, never } from './asking.ts';

const models = modelServer();

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
  const { error } = await gather(models.ask(model));
  expect([error?.code, models.requests().length]).toEqual([code, requests]);
  expect(error?.host).toBe(new URL(models.url()).host);
});

test.each(['flaky-500', 'flaky-503', 'flaky-529', 'flaky-408', 'flaky-409'])(
  '%s is asked again, and the wait is announced',
  async (model) => {
    const { told, text } = await gather(models.ask(model));
    expect(text).toBe('好了。');
    expect(told[0]).toMatchObject({ type: 'retrying', atMs: expect.any(Number) });
  },
);

test('Retry-After is waited for in full', async () => {
  await gather(models.ask('flaky-429-1', { retryScale: 0 }));
  const [first, second] = models.requests();
  expect((second?.startedMs ?? 0) - (first?.startedMs ?? 0)).toBeGreaterThanOrEqual(999);
});

test('a long Retry-After is announced, not shortened', async () => {
  const stop = new AbortController();
  for await (const event of models.ask('status-429-120', {}, stop.signal)) {
    if (event.type !== 'retrying') continue;
    expect(event.atMs - Date.now()).toBeGreaterThan(119_000);
    stop.abort();
  }
});

test('nobody listening is a network failure that names the host', async () => {
  const { error } = await gather(models.ask('echo', {}, never, { baseUrl: 'http://127.0.0.1:9/v1' }));
  expect(error).toMatchObject({ code: 'network', host: '127.0.0.1:9' });
});

test('a prompt that does not fit is the caller’s to shrink', async () => {
  expect((await gather(models.ask('too-long-3'))).error?.code).toBe('tooLong');
});

test('a key that comes back in an error goes no further', async () => {
  const { error } = await gather(models.ask('echoes-key'));
  expect(JSON.stringify(error)).not.toContain(key.slice(0, 12));
});

describe('without a network', () => {
  afterEach(() => vi.unstubAllGlobals());
  const refuse = () => Promise.reject(new TypeError('Failed to fetch'));
  const answered = () =>
    Promise.resolve(new Response('data: {"choices":[{"delta":{"content":"好"},"finish_reason":"stop"}]}\n\n'));
  const far = { baseUrl: 'https://api.example.org/v1' };

  test('a question waits, says so, and is asked once the browser is online', async () => {
    const navigator = { onLine: false };
    vi.stubGlobal('navigator', navigator);
    let tries = 0;
    const fetch = () => {
      tries++;
      return navigator.onLine ? answered() : refuse();
    };
    const asking = gather(models.ask('echo', { fetch }, never, far));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(tries).toBe(1);
    navigator.onLine = true;
    const { told, text } = await asking;
    expect(told[0]).toMatchObject({ type: 'retrying', error: { code: 'offline', host: 'api.example.org' } });
    expect([text, tries]).toEqual(['好', 2]);
  });

  test('the wait ends when it is stopped', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    const { told, error } = await gather(models.ask('echo', { fetch: refuse }, stop.signal, far));
    expect([told.map(({ type }) => type), error]).toEqual([['retrying'], undefined]);
  });

  test('a test of a connection does not wait', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    const { error } = await gather(models.ask('echo', { fetch: refuse, maxRequests: 1 }, never, far));
    expect(error?.code).toBe('offline');
  });

  test('a server on this computer is asked all the same', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    expect((await gather(models.ask('echo'))).text).toContain('你问');
  });
});
