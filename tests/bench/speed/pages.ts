import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixture } from '../../e2e/fixtures.ts';
import { decodePage } from '../../tools/decode-page.ts';
import { addressOf, entriesOf, materialFolder } from '../../tools/score-pages.ts';

/** A page to open: one that was written for the tests, or one that somebody saved. */
export interface BenchPage {
  name: string;
  url: string;
  html: string;
  query: string;
}

/** The sites' pages of the tests. */
export function writtenPages(): BenchPage[] {
  return ['google-results', 'baidu-results', 'zhihu-question'].map((name) => {
    const { url, html } = fixture(name);
    return { name, url, html, query: queryOf(url) };
  });
}

/** A page where a content script of ours runs and finds nothing to answer. */
export function pageWithNothing(): BenchPage {
  const { name, url, html } = fixture('google-images');
  return { name, url, html, query: queryOf(url) };
}

/** The newest saved result page of each search engine in the material; none without it. */
export function savedPages(): BenchPage[] {
  if (!existsSync(join(materialFolder, 'pages/manifest.json'))) return [];
  const results = entriesOf(materialFolder)
    .filter(({ kind, truth }) => /^web\b/.test(kind) && (truth.organic_count ?? 0) > 5)
    .sort((one, other) => (one.slug < other.slug ? 1 : -1));
  return ['google', 'baidu'].flatMap((site) => {
    const entry = results.find((each) => each.site === site);
    if (!entry) return [];
    const html = decodePage(readFileSync(join(materialFolder, 'pages', entry.file)));
    const url = addressOf(entry, html);
    return [{ name: `saved ${site}`, url, html, query: queryOf(url) }];
  });
}

/** The same page as the answer to another question: one that was answered before is answered from the record. */
export function asked(page: BenchPage, time: number): BenchPage {
  if (page.query === '') return page;
  const query = `${page.query} ${time}`;
  const url = new URL(page.url);
  for (const [name, value] of url.searchParams) if (value === page.query) url.searchParams.set(name, query);
  return { ...page, url: url.href, query, html: page.html.replaceAll(page.query, query) };
}

const queryOf = (url: string): string => {
  const { searchParams } = new URL(url);
  return searchParams.get('q') ?? searchParams.get('wd') ?? searchParams.get('word') ?? '';
};
