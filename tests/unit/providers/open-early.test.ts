import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const asked: { url: string; init: RequestInit | undefined }[] = [];
let nowMs = 1_000_000;
/** Hosts that were asked are remembered; each test begins without any. */
const fresh = async () => {
  vi.resetModules();
  return import('../../../lib/providers/open-early.ts');
};

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    asked.push({ url, init });
    throw new TypeError('no such host');
  });
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('asks for the head of the first page with nothing said, and minds no failure', async () => {
  const { openEarly } = await fresh();
  await openEarly('https://model.test/api/v1?key=secret');
  expect(asked.map(({ url }) => url)).toEqual(['https://model.test/']);
  const { headers, body, ...how } = asked[0]?.init ?? {};
  expect([headers, body]).toEqual([undefined, undefined]);
  expect(how).toMatchObject({ method: 'HEAD', credentials: 'omit', redirect: 'manual', referrerPolicy: 'no-referrer' });
});

test('not again while the connection is taken to be open, whoever opened it', async () => {
  const { openEarly, isAsked } = await fresh();
  await openEarly('https://model.test/v1');
  await openEarly('https://model.test/v1');
  isAsked('other.test:8443');
  await openEarly('https://other.test:8443/v1');
  expect(asked).toHaveLength(1);
  nowMs += 60_000;
  await openEarly('https://model.test/v1');
  expect(asked).toHaveLength(2);
});

test.each([
  'http://model.test/v1',
  'https://localhost:1234/v1',
  'https://127.0.0.1/v1',
  'browser:built-in',
  'nonsense',
])('not for %s', async (baseUrl) => {
  const { openEarly } = await fresh();
  await openEarly(baseUrl);
  expect(asked).toEqual([]);
});
