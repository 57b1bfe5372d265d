import { describe, expect, test } from 'vitest';
import { withPageTexts } from '../../../lib/answer/read-sources.ts';
import type { Page, Source, SourceKind } from '../../../lib/model/page.ts';

const never = new AbortController().signal;

const source = (number: number, text: string, kind: SourceKind = 'organic'): Source => ({
  number,
  title: `Result ${number}`,
  url: `https://site${number}.example/`,
  site: `site${number}.example`,
  text,
  kind,
});
const pageOf = (...sources: Source[]): Page => ({
  site: 'google',
  kind: 'results',
  url: 'https://www.google.com/search?q=q',
  query: 'how high is the Sandrigg lighthouse',
  sources,
});
const everything = { hasAccess: async () => true, readPage: async (url: string) => ({ text: `All of ${url}` }) };
const readOnes = (page: Page) => page.sources.filter(({ pageText }) => pageText).map(({ number }) => number);

describe('a page whose sources are read', () => {
  test('has the texts of the allowed ones, everything else as it was', async () => {
    const page = pageOf(source(1, 'One.'), source(2, 'Two.'));
    const hasAccess = async (url: string) => url.includes('site2');
    const read = await withPageTexts(page, { ...everything, hasAccess }, never);
    expect(read).toEqual({
      ...page,
      sources: [page.sources[0], { ...page.sources[1], pageText: 'All of https://site2.example/' }],
    });
  });

  test('is the same when nothing is allowed', async () => {
    const page = pageOf(source(1, 'One.'));
    expect(await withPageTexts(page, { ...everything, hasAccess: async () => false }, never)).toBe(page);
  });

  test('has five at most, those that speak of the question first', async () => {
    const told = Array.from({ length: 6 }, (_, at) => source(at + 1, 'Something about gardens and their owners.'));
    const page = pageOf(...told, source(7, 'The Sandrigg lighthouse is 31 metres high.'));
    const read = readOnes(await withPageTexts(page, everything, never));
    expect(read).toHaveLength(5);
    expect(read).toContain(7);
  });

  test('keeps the snippet where reading fails', async () => {
    const page = pageOf(source(1, 'One.'), source(2, 'Two.'));
    const readPage = async (url: string) => {
      if (url.includes('site1')) throw new Error('no');
      return { text: 'Two, whole.' };
    };
    expect(readOnes(await withPageTexts(page, { ...everything, readPage }, never))).toEqual([2]);
  });

  test('does not wait for what is late, four seconds, even when that does not listen', async () => {
    const page = pageOf(source(1, 'One.'), source(2, 'Two.'));
    const readPage = (url: string) =>
      url.includes('site1') ? new Promise<never>(() => {}) : Promise.resolve({ text: 'Two, whole.' });
    const start = performance.now();
    expect(readOnes(await withPageTexts(page, { ...everything, readPage }, never))).toEqual([2]);
    expect(performance.now() - start).toBeGreaterThan(3_900);
    expect(performance.now() - start).toBeLessThan(4_800);
  });

  test('reads them side by side', async () => {
    const page = pageOf(source(1, 'One.'), source(2, 'Two.'), source(3, 'Three.'));
    let atOnce = 0;
    let most = 0;
    const readPage = async () => {
      most = Math.max(most, ++atOnce);
      await new Promise((done) => setTimeout(done, 20));
      atOnce -= 1;
      return { text: 'x' };
    };
    await withPageTexts(page, { ...everything, readPage }, never);
    expect(most).toBe(3);
  });

  test('fetches neither what stands there whole nor what was read already', async () => {
    const known = { ...source(3, 'Three.'), pageText: 'Known.' };
    const page = pageOf(source(1, 'A whole answer.', 'answer'), source(2, 'A whole article.', 'article'), known);
    expect(await withPageTexts(page, everything, never)).toBe(page);
  });

  test('an asker who leaves is not kept waiting', async () => {
    const leave = new AbortController();
    const reading = withPageTexts(
      pageOf(source(1, 'One.')),
      { ...everything, readPage: () => new Promise<never>(() => {}) },
      leave.signal,
    );
    setTimeout(() => leave.abort(new Error('left')), 10);
    await expect(reading).rejects.toThrow('left');
  });
});
