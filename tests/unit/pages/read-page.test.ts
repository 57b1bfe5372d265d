import { describe, expect, test } from 'vitest';
import { mostBytes } from '../../../lib/pages/body.ts';
import { readPage } from '../../../lib/pages/read-page.ts';
import { cited, parse } from './fixtures.ts';

const never = new AbortController().signal;
const address = 'https://example.com/page';

/** Reads a page from a site that answers with this. */
const readFrom = (body: BodyInit | null, init: ResponseInit = {}, url = address) => {
  const headers = { 'content-type': 'text/html; charset=utf-8', ...init.headers };
  return readPage(url, { fetch: async () => new Response(body, { ...init, headers }), parse }, never);
};
const withType = (type: string) => ({ headers: { 'content-type': type } });

/** Megabytes that come one after another, and how many were taken. */
function endless() {
  const taken = { megabytes: 0 };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      taken.megabytes += 1;
      controller.enqueue(new Uint8Array(1024 * 1024).fill(0x20));
    },
  });
  return { body, taken };
}

describe('reading a page', () => {
  test('gives its text, its title, where and when it was read', async () => {
    const before = Date.now();
    const page = await readFrom(cited('english-article'));
    expect(page).toMatchObject({ url: address, title: 'Why the harbour clock runs four minutes fast' });
    expect(page.text).toContain('since 1893');
    expect(page.atMs).toBeGreaterThanOrEqual(before);
  });

  test('takes plain text as it is', async () => {
    const said = `  One   line of a plain text.\r\n\r\nAnd ${'so on, '.repeat(20)}`;
    expect((await readFrom(said, withType('text/plain'))).text).toMatch(/^One line of a plain text\.\nAnd so on,/);
  });

  test.each(['application/pdf', 'image/png', 'application/json', 'application/octet-stream', 'text/css', ''])(
    'takes no %s',
    async (type) => {
      await expect(readFrom('x'.repeat(500), withType(type))).rejects.toMatchObject({ code: 'notAPage' });
    },
  );

  test('ends a page that does not, soon after two megabytes', async () => {
    const { body, taken } = endless();
    await expect(readFrom(body)).rejects.toMatchObject({ code: 'notAPage' });
    expect(taken.megabytes).toBeLessThanOrEqual(4);
  });

  test('does not begin one that says it is longer', async () => {
    const { body, taken } = endless();
    const headers = { 'content-length': String(mostBytes + 1) };
    await expect(readFrom(body, { headers })).rejects.toMatchObject({ code: 'notAPage' });
    expect(taken.megabytes).toBeLessThanOrEqual(1);
  });

  test.each([
    ['unreadable', 403],
    ['unreadable', 404],
    ['serverFailed', 503],
  ])('says %s of a site that answers %i', async (code, status) => {
    await expect(readFrom(cited('english-article'), { status })).rejects.toMatchObject({ code, data: { status } });
  });

  test.each(['script-page', 'login-wall'])('says unreadable of %s', async (name) => {
    await expect(readFrom(cited(name))).rejects.toMatchObject({ code: 'unreadable' });
  });

  test('asks nothing for an address that is not public', async () => {
    const fetch = () => Promise.reject(new Error('it was asked'));
    await expect(readPage('http://192.168.0.1/', { fetch, parse }, never)).rejects.toMatchObject({ code: 'notAPage' });
  });

  test('says network when the site cannot be reached', async () => {
    const fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    await expect(readPage(address, { fetch, parse }, never)).rejects.toMatchObject({
      code: 'network',
      data: { host: 'example.com' },
    });
  });

  test('stops at once when its reader leaves', async () => {
    const leave = new AbortController();
    const fetch = (_: URL, signal: AbortSignal) =>
      new Promise<Response>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const reading = readPage(address, { fetch, parse }, leave.signal);
    leave.abort(new Error('gone'));
    await expect(reading).rejects.toThrow('gone');
  });
});
