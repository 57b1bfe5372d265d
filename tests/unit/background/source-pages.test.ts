import { describe, expect, test } from 'vitest';
import { createSourcePages } from '../../../lib/background/source-pages.ts';
import type { ReadPage } from '../../../lib/pages/read-page.ts';

const never = new AbortController().signal;

/** A web whose pages all say where they are, and a clock that is set by hand. */
function world({ slow = false } = {}) {
  const state = { nowMs: 0, sites: ['a.example'], asked: [] as string[], hosts: [] as string[][], atOnce: 0, most: 0 };
  const waiting: (() => void)[] = [];
  const pages = createSourcePages({
    async readPage(url, hosts): Promise<ReadPage> {
      state.asked.push(url);
      state.hosts.push(hosts);
      state.most = Math.max(state.most, ++state.atOnce);
      if (slow) await new Promise<void>((done) => waiting.push(done));
      state.atOnce -= 1;
      if (url.endsWith('/broken')) throw new Error('broken');
      return { text: `text of ${url}`, title: '', url, atMs: state.nowMs };
    },
    grantedSites: async () => state.sites,
    now: () => state.nowMs,
  });
  const answerAll = async () => {
    for (let round = 0; round < 20; round++) {
      for (const done of waiting.splice(0)) done();
      await new Promise((done) => setTimeout(done));
    }
  };
  return { state, pages, answerAll };
}

describe('pages of allowed sites', () => {
  test('are read, and no other host is asked for them', async () => {
    const { state, pages } = world();
    expect((await pages.read('https://a.example/1#x', never)).text).toBe('text of https://a.example/1');
    expect(state.hosts).toEqual([['a.example']]);
  });

  test('are the only ones: a neighbour, a part or an owner of the name is not allowed with it', async () => {
    const { state, pages } = world();
    for (const url of ['https://b.example/', 'https://x.a.example/', 'https://example/', 'https://a.example.org/']) {
      expect(await pages.mayRead(url)).toBe(false);
      await expect(pages.read(url, never)).rejects.toThrow(/siteNotAllowed|notAPage/);
    }
    expect(state.asked).toEqual([]);
  });

  test('are read once in ten minutes', async () => {
    const { state, pages } = world();
    for (const minutes of [0, 1, 9.9]) {
      state.nowMs = minutes * 60_000;
      await pages.read('https://a.example/1', never);
    }
    expect(state.asked).toHaveLength(1);
    state.nowMs = 10 * 60_000;
    await pages.read('https://a.example/1', never);
    expect(state.asked).toHaveLength(2);
  });

  test('are not read from memory once the site is taken back', async () => {
    const { state, pages } = world();
    await pages.read('https://a.example/1', never);
    state.sites = [];
    await expect(pages.read('https://a.example/1', never)).rejects.toMatchObject({ code: 'siteNotAllowed' });
  });

  test('are kept forty at most, the oldest going first', async () => {
    const { state, pages } = world();
    for (let page = 0; page <= 40; page++) await pages.read(`https://a.example/${page}`, never);
    await pages.read('https://a.example/40', never);
    expect(state.asked).toHaveLength(41);
    await pages.read('https://a.example/0', never);
    expect(state.asked).toHaveLength(42);
  });

  test('are tried again when they failed', async () => {
    const { state, pages } = world();
    await expect(pages.read('https://a.example/broken', never)).rejects.toThrow('broken');
    await expect(pages.read('https://a.example/broken', never)).rejects.toThrow('broken');
    expect(state.asked).toHaveLength(2);
  });

  test('are read four at a time, all of them in the end', async () => {
    const { state, pages, answerAll } = world({ slow: true });
    const reading = Array.from({ length: 11 }, (_, page) => pages.read(`https://a.example/${page}`, never));
    await answerAll();
    expect(await Promise.all(reading)).toHaveLength(11);
    expect(state.most).toBe(4);
  });

  test('are read once for two who wait at the same time, and to the end when one leaves', async () => {
    const { state, pages, answerAll } = world({ slow: true });
    const leave = new AbortController();
    const one = pages.read('https://a.example/1', leave.signal);
    const other = pages.read('https://a.example/1', never);
    leave.abort(new Error('left'));
    await expect(one).rejects.toThrow('left');
    await answerAll();
    expect((await other).text).toBe('text of https://a.example/1');
    expect(state.asked).toHaveLength(1);
  });
});
