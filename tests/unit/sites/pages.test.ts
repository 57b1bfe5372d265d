import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { placeFor, readPage, siteFor, sites } from '../../../lib/sites/index.ts';
import { cutBehind } from '../../tools/cut-behind.ts';
import { openPage } from '../../tools/open-page.ts';

const folder = resolve(import.meta.dirname, '../../fixtures/pages');

interface Fixture {
  file: string;
  url: string;
  title: string;
  /** What is to be read, without the page's own address; null: nothing. */
  expect: Record<string, unknown> | null;
}

// Our own file; a wrong one fails the tests below.
const fixtures = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Fixture[];

let close: (() => void) | undefined;
afterEach(() => close?.());

function open(fixture: Fixture): Document {
  const dom = openPage(join(folder, fixture.file), fixture.url);
  close = () => dom.window.close();
  return dom.window.document;
}

describe.each(fixtures)('$title', (fixture) => {
  const url = new URL(fixture.url);

  test(fixture.expect ? 'is read as a reader would' : 'has nothing to answer', () => {
    const page = readPage(open(fixture), url)?.page;
    expect(page).toEqual(fixture.expect ? { ...fixture.expect, url: fixture.url.replace(/#.*/, '') } : undefined);
  });

  test.runIf(fixture.expect)('each source stands in an element of its own that holds its title', () => {
    const document = open(fixture);
    const reading = readPage(document, url);
    expect([...(reading?.elements.keys() ?? [])]).toEqual(reading?.page.sources.map(({ number }) => number));
    expect(new Set(reading?.elements.values()).size).toBe(reading?.page.sources.length);
    for (const source of reading?.page.sources ?? []) {
      const element = reading?.elements.get(source.number);
      expect(document.contains(element ?? null)).toBe(true);
      const words = source.kind === 'answer' ? (source.author ?? '') : source.title;
      const shown = element?.textContent?.includes(words) || element?.getAttribute('data-zop')?.includes(words);
      expect(shown, source.title).toBe(true);
    }
  });

  test('says the same while what follows its results has not come', () => {
    const document = open(fixture);
    const whole = readPage(document, url)?.page;
    const list = siteFor(url)?.list?.(document, url);
    if (whole && !/^phones|without scripts/i.test(fixture.title)) expect(list).toBeDefined();
    cutBehind(list);
    expect(readPage(document, url)?.page).toEqual(whole);
  });

  test('is left as it was', () => {
    const document = open(fixture);
    const before = document.documentElement.outerHTML;
    readPage(document, url);
    placeFor(document, url);
    expect(document.documentElement.outerHTML).toBe(before);
  });
});

test('every page in the folder has its expectation, and every expectation its page', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.html'));
  expect(fixtures.map(({ file }) => file).sort()).toEqual(files.sort());
});

test('every site has pages that are read and pages that are not', () => {
  for (const site of sites) {
    const own = fixtures.filter(({ url }) => siteFor(new URL(url)) === site);
    expect(
      own.some((fixture) => fixture.expect !== null),
      site.id,
    ).toBe(true);
    expect(
      own.some((fixture) => fixture.expect === null),
      site.id,
    ).toBe(true);
    expect(existsSync(resolve(import.meta.dirname, `../../../lib/sites/${site.id}.ts`))).toBe(true);
  }
});

test('every file that makes a site is registered', () => {
  const sources = resolve(import.meta.dirname, '../../../lib/sites');
  const makers = readdirSync(sources).filter((file) => /: Site = \{/.test(readFileSync(join(sources, file), 'utf8')));
  expect(makers.sort()).toEqual(sites.map(({ id }) => `${id}.ts`).sort());
});
