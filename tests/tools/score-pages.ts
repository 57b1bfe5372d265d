/**
 * How well the saved pages of the material folder are read, against its manifest: one line a page, then the bars.
 *   node tests/tools/score-pages.ts [part of a slug …]
 * The folder is PANGDA_MATERIAL, or `../shared` beside this repository. Exit code 1 when a bar is missed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page, Source } from '../../lib/model/page.ts';
import { readPage } from '../../lib/sites/index.ts';
import { openPage } from './open-page.ts';

export const materialFolder = process.env.PANGDA_MATERIAL ?? resolve(import.meta.dirname, '../../../shared');

interface Truth {
  query?: string | null;
  organic_count?: number | null;
  first?: { title: string; url: string; snippet_begins?: string }[];
  all_urls?: string[];
  question_title?: string;
  answers_in_page?: number;
  description_begins?: string;
  total_answers_label?: string;
  first_answer?: { author: string; begins: string };
  cards?: number;
  answer_and_article_cards?: number;
  mount?: boolean;
}

export interface Entry {
  site: 'google' | 'baidu' | 'zhihu';
  slug: string;
  file: string;
  kind: string;
  notes?: string;
  styled_twin?: string;
  truth: Truth;
}

/** Right and asked, for one kind of fact. */
interface Tally {
  right: number;
  of: number;
}

export interface Score {
  slug: string;
  tallies: Record<string, Tally>;
  misses: string[];
  ms: number;
}

export const entriesOf = (folder: string): Entry[] =>
  // The manifest is the material's own; its shape is described in it.
  (JSON.parse(readFileSync(join(folder, 'pages/manifest.json'), 'utf8')) as { pages: Entry[] }).pages;

/** The address the page was saved from: from its saved-from comment, else made from its truth. */
export function addressOf(entry: Entry, html: string): string {
  const saved = /saved from url=\(\d+\)(https?:\S+)/.exec(html.slice(0, 5000))?.[1];
  if (saved) return saved;
  const { kind, truth } = entry;
  const path = /\/(?:question|search|signin|p)\b[^\s,)]*/.exec(kind)?.[0] ?? '/';
  if (entry.site === 'zhihu') return `https://www.zhihu.com${encodeURI(path)}`;
  const query = encodeURIComponent(truth.query ?? 'x');
  if (entry.site === 'baidu')
    return `https://www.baidu.com/s?${/tn=news/.test(kind) ? `tn=news&word=${query}` : `wd=${query}`}`;
  if (/sorry/.test(kind)) return 'https://www.google.com/sorry/index?continue=https://www.google.com/search%3Fq%3Dx';
  if (/home page/.test(kind)) return 'https://www.google.com/';
  return `https://www.google.com/search?q=${query}${/tbm=nws/.test(kind) ? '&tbm=nws' : ''}`;
}

const dense = (text: string) => text.replace(/[\s\u200b]+/gu, '');
const begins = (text: string, beginning: string) => dense(text).startsWith(dense(beginning).slice(0, 60));

/** Nothing is to be read where a page has nothing to answer. */
export const isNegative = ({ truth, kind }: Entry): boolean =>
  truth.mount === false ||
  /tbm=nws/.test(kind) ||
  (truth.organic_count === 0 && truth.question_title === undefined && truth.cards === undefined);

export function scorePage(folder: string, entry: Entry): Score {
  const file = join(folder, 'pages', entry.file);
  const address = addressOf(entry, readFileSync(file, 'utf8').slice(0, 5000));
  const dom = openPage(file, address);
  try {
    const url = new URL(address);
    const times: number[] = [];
    let page: Page | undefined;
    for (let round = 0; round < 5; round++) {
      const start = performance.now();
      page = readPage(dom.window.document, url)?.page;
      times.push(performance.now() - start);
    }
    const ms = times.sort((a, b) => a - b)[2] ?? 0;
    return { slug: entry.slug, ms, ...compared(entry, page) };
  } finally {
    dom.window.close();
  }
}

function compared(entry: Entry, page: Page | undefined): Pick<Score, 'tallies' | 'misses'> {
  const tallies: Record<string, Tally> = {};
  const misses: string[] = [];
  const check = (what: string, right: boolean, miss: string) => {
    const tally = tallies[what] ?? { right: 0, of: 0 };
    tallies[what] = tally;
    tally.of++;
    if (right) tally.right++;
    else misses.push(`${what}: ${miss}`);
  };
  const { truth } = entry;
  if (isNegative(entry)) {
    check('nothing on negatives', page === undefined, `read ${page?.sources.length} sources`);
    return { tallies, misses };
  }
  if (truth.question_title !== undefined) {
    check('question title', page?.query === truth.question_title, `${page?.query}`);
    const wanted = truth.description_begins?.replace(/显示全部.*$/s, '') ?? '';
    check(
      'description',
      begins(page?.detail ?? '', wanted) && Boolean(wanted) === Boolean(page?.detail),
      `${page?.detail}`,
    );
    check(
      'answers counted',
      page?.sources.length === truth.answers_in_page,
      `${page?.sources.length} of ${truth.answers_in_page}`,
    );
    const total = Number(/\d+/.exec(truth.total_answers_label ?? '')?.[0]);
    check('answers in all', page?.total === total, `${page?.total} of ${total}`);
    const [first] = page?.sources ?? [];
    check('first author', first?.author === truth.first_answer?.author, `${first?.author}`);
    check('first answer', begins(first?.text ?? '', truth.first_answer?.begins ?? '-'), `${first?.text.slice(0, 60)}`);
    return { tallies, misses };
  }
  check('query', page?.query === truth.query, `${page?.query} instead of ${truth.query}`);
  const organic = page?.sources.filter((source) => source.kind === 'organic') ?? [];
  compareResults(truth, organic, check);
  return { tallies, misses };
}

function compareResults(
  truth: Truth,
  organic: Source[],
  check: (what: string, right: boolean, miss: string) => void,
): void {
  const urls = organic.map((source) => source.url);
  const wanted = truth.all_urls ?? truth.first?.map((one) => one.url) ?? [];
  for (const url of wanted) check('found by URL', urls.includes(url), url);
  if (truth.all_urls) for (const url of urls) check('no false ones', wanted.includes(url), url);
  const count = truth.answer_and_article_cards ?? truth.organic_count;
  if (count) check('count', organic.length === count, `${organic.length} of ${count}`);
  for (const one of truth.first ?? []) {
    const source = organic.find((candidate) => candidate.url === one.url);
    check('titles', dense(source?.title ?? '') === dense(one.title), `${source?.title} instead of ${one.title}`);
    if (one.snippet_begins)
      check(
        'snippets',
        begins(source?.text ?? '', one.snippet_begins),
        `${source?.text.slice(0, 80)} instead of ${one.snippet_begins}`,
      );
  }
}

/** Least share that must be right; 1 where it is not named. */
const bars: Record<string, number> = { 'found by URL': 0.98, 'no false ones': 0.98, titles: 0.98, snippets: 0.95 };

export const sumOf = (scores: readonly Score[]): Map<string, Tally> => {
  const sums = new Map<string, Tally>();
  for (const { tallies } of scores)
    for (const [what, { right, of }] of Object.entries(tallies)) {
      const sum = sums.get(what) ?? { right: 0, of: 0 };
      sums.set(what, { right: sum.right + right, of: sum.of + of });
    }
  return sums;
};

export const barMissed = (what: string, { right, of }: Tally): boolean => right / of < (bars[what] ?? 1);

function main(wanted: readonly string[]): void {
  if (!existsSync(join(materialFolder, 'pages/manifest.json'))) {
    console.log(`0 pages scored: no material at ${materialFolder}`);
    return;
  }
  const entries = entriesOf(materialFolder).filter(
    ({ slug }) => wanted.length === 0 || wanted.some((part) => slug.includes(part)),
  );
  const scores = entries.map((entry) => {
    const score = scorePage(materialFolder, entry);
    console.log(
      `${score.misses.length === 0 ? 'ok  ' : 'MISS'} ${score.ms.toFixed(1).padStart(6)} ms  ${entry.site} ${score.slug}`,
    );
    for (const miss of score.misses) console.log(`       ${miss}`);
    return score;
  });
  console.log(`\n${scores.length} pages`);
  for (const [what, tally] of sumOf(scores)) {
    const missed = barMissed(what, tally);
    if (missed) process.exitCode = 1;
    console.log(
      `${missed ? 'MISS' : 'ok  '} ${what}: ${tally.right} of ${tally.of} (${((100 * tally.right) / tally.of).toFixed(1)} %)`,
    );
  }
  const slow = scores.filter(({ ms }) => ms > 5).length;
  console.log(
    `     ${slow} pages above 5 ms in jsdom, slowest ${Math.max(...scores.map(({ ms }) => ms)).toFixed(1)} ms`,
  );
}

if (import.meta.main) main(process.argv.slice(2));
