/**
 * How often the keyless answer holds the answer, on data nobody here wrote. Prints a Markdown table.
 * Usage: node tests/tools/score-excerpts.ts [folder with the data files]
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { excerpts } from '../../lib/grounding/excerpts.ts';
import { sentences, words } from '../../lib/grounding/segment.ts';
import type { Page } from '../../lib/model/page.ts';

const folder =
  process.argv[2] ?? join(process.env.PANGDA_MATERIAL ?? join(import.meta.dirname, '../../../shared'), 'data');

interface Case {
  page: Page;
  holdsAnswer(text: string): boolean;
}

/** Seeded, so that two runs shuffle alike (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = result[last] as T; // both are inside the array
    result[last] = result[other] as T;
    result[other] = kept;
  }
  return result;
}

const plain = (text: string): string => text.toLowerCase().replace(/\s/g, '');

const pageOf = (query: string, texts: readonly string[], titles: readonly string[] = []): Page => ({
  site: 'baidu',
  kind: 'results',
  url: 'https://www.baidu.com/s',
  query,
  sources: texts.map((text, index) => ({
    number: index + 1,
    title: titles[index] ?? '',
    url: '',
    site: '',
    text,
    kind: 'organic',
  })),
});

// biome-ignore lint/suspicious/noExplicitAny: rows of foreign files, read where their README says what they hold
type Row = any;

function rows(name: string): Row[] {
  const path = join(folder, name);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
}

/** RGB counts a list as "all of these", a list in it as "one of these". */
function holdsAll(answer: unknown): (text: string) => boolean {
  const parts = (Array.isArray(answer) ? answer : [answer]).map((part) =>
    (Array.isArray(part) ? part : [part]).map((word) => plain(String(word))),
  );
  return (text) => parts.every((words) => words.some((word) => plain(text).includes(word)));
}

function rgb(data: Row[], { documents, noise }: { documents: number; noise: number }): Case[] {
  return data.flatMap((row) =>
    [1, 2, 3].map((seed) => {
      const random = randomFrom(seed * 7919 + Number(row.id));
      const without = Math.min(row.negative.length, Math.round(documents * noise));
      const texts = [
        ...shuffled<string>(row.positive, random).slice(0, documents - without),
        ...shuffled<string>(row.negative, random).slice(0, without),
      ];
      return { page: pageOf(row.query, shuffled(texts, random)), holdsAnswer: holdsAll(row.answer) };
    }),
  );
}

const holdsAny = (answers: string[]): ((text: string) => boolean) => {
  const parts = answers.map((answer) => plain(String(answer)));
  return (text) => parts.some((part) => plain(text).includes(part));
};

const cmrcOwn = (data: Row[]): Case[] =>
  data.flatMap((row) => row.qas.map((qa: Row) => ({ page: pageOf(qa.q, [row.context]), holdsAnswer: holdsAny(qa.a) })));

/** The passage among the nine others whose words are closest to the question's (BM25). One question of each passage. */
function cmrcHard(data: Row[]): Case[] {
  const bags = data.map((row) => bagOf(row.context));
  const holding = new Map<string, number>();
  for (const { counts } of bags) for (const word of counts.keys()) holding.set(word, (holding.get(word) ?? 0) + 1);
  const average = bags.reduce((sum, { size }) => sum + size, 0) / Math.max(1, bags.length);
  return data.flatMap((row, own) => {
    const qa = row.qas[own % row.qas.length];
    const terms = [...new Set(words(qa.q))];
    const near = bags
      .map((bag, index) => ({ index, score: bm25(terms, bag, { holding, average, all: bags.length }) }))
      .filter(({ index }) => index !== own && !holdsAny(qa.a)(data[index].context))
      .sort((a, b) => b.score - a.score)
      .slice(0, 9)
      .map(({ index }) => data[index].context as string);
    return [
      { page: pageOf(qa.q, shuffled([row.context as string, ...near], randomFrom(own))), holdsAnswer: holdsAny(qa.a) },
    ];
  });
}

interface Bag {
  counts: Map<string, number>;
  size: number;
}

function bagOf(text: string): Bag {
  const counts = new Map<string, number>();
  const list = words(text);
  for (const word of list) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { counts, size: list.length };
}

function bm25(
  terms: string[],
  bag: Bag,
  { holding, average, all }: { holding: Map<string, number>; average: number; all: number },
): number {
  return terms.reduce((sum, term) => {
    const count = bag.counts.get(term) ?? 0;
    const n = holding.get(term) ?? 0;
    return (
      sum +
      (Math.log(1 + (all - n + 0.5) / (n + 0.5)) * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * bag.size) / average))
    );
  }, 0);
}

const percent = (cases: readonly Case[], answer: (page: Page) => string): string =>
  (
    (100 * cases.filter(({ page, holdsAnswer }) => holdsAnswer(answer(page))).length) /
    Math.max(1, cases.length)
  ).toFixed(1);

const allSentences = (page: Page): string[] =>
  page.sources.flatMap(({ text }) => sentences(text).map((sentence) => sentence.text));

/** The baseline that is hard to beat: sentences by how many of the question's letters and pairs they hold. */
function overlapping(page: Page, most: number): string {
  const asked = new Set(words(page.query));
  const scored = allSentences(page).map((text) => ({
    text,
    same: [...new Set(words(text))].filter((word) => asked.has(word)).length,
  }));
  return scored
    .sort((a, b) => b.same - a.same)
    .slice(0, most)
    .map(({ text }) => text)
    .join('\n');
}

function report(name: string, cases: readonly Case[]): void {
  if (cases.length === 0) {
    console.log(`| ${name} | skipped: no data |`);
    return;
  }
  const started = performance.now();
  const found = new Map(cases.map(({ page }) => [page, excerpts(page, { most: 3 }).map(({ quote }) => quote)]));
  const time = (performance.now() - started) / cases.length;
  const ours = (most: number) => percent(cases, (page) => found.get(page)?.slice(0, most).join('\n') ?? '');
  const lead = (most: number) =>
    percent(cases, (page) =>
      (page.sources.length > 1
        ? page.sources.slice(0, most).map(({ text }) => sentences(text)[0]?.text ?? '')
        : allSentences(page).slice(0, most)
      ).join('\n'),
    );
  const random = percent(cases, (page) =>
    shuffled(allSentences(page), randomFrom(page.query.length)).slice(0, 3).join('\n'),
  );
  const oracle = percent(cases, (page) => allSentences(page).join('\n'));
  const letters = [...found.values()].reduce((sum, quotes) => sum + quotes.join('').length, 0) / cases.length;
  const overlap = [1, 3].map((most) => percent(cases, (page) => overlapping(page, most))).join('/');
  console.log(
    `| ${name} | ${cases.length} | ${ours(1)} | ${ours(3)} | ${lead(1)} | ${lead(3)} | ${random} | ${overlap} | ${oracle} | ${letters.toFixed(0)} | ${time.toFixed(2)} |`,
  );
}

/** Share of the best human answer that the quotes hold in order, and the reverse: ROUGE-L by letters. */
function rougeL(text: string, answer: string): number {
  const a = Array.from(plain(text));
  const b = Array.from(plain(answer));
  let row = new Array<number>(b.length + 1).fill(0);
  for (const letter of a) {
    const next = [0];
    b.forEach((other, at) => {
      next.push(letter === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0));
    });
    row = next;
  }
  const same = row.at(-1) ?? 0;
  return same === 0 ? 0 : (2 * same) / (a.length + b.length);
}

function reportDuReader(data: Row[]): void {
  if (data.length === 0) return;
  const pages = data.map((row) =>
    pageOf(
      row.question,
      row.docs.map((doc: Row) => doc.paragraphs.join('\n')),
      row.docs.map((doc: Row) => doc.title),
    ),
  );
  const mean = (answer: (page: Page) => string): string => {
    const scores = data.map((row, index) =>
      Math.max(...row.answers.map((given: string) => rougeL(answer(pages[index] as Page), given))),
    );
    return ((100 * scores.reduce((a, b) => a + b, 0)) / scores.length).toFixed(1);
  };
  const quotes = mean((page) =>
    excerpts(page)
      .map(({ quote }) => quote)
      .join(''),
  );
  const lead = mean((page) => page.sources[0]?.text.split('\n')[0] ?? '');
  console.log(`\nDuReader demo (n=${data.length}): ROUGE-L ${quotes}; first paragraph ${lead}`);
}

/** Text of no meaning, in sentences of about 30 letters or 12 words, no two alike. */
function made(script: 'zh' | 'en', letters: number, random: () => number): string {
  const below = (limit: number): number => Math.floor(random() * limit);
  const zh = (): string =>
    `${Array.from({ length: 20 + below(20) }, () => String.fromCharCode(0x4e00 + below(900))).join('')}${1900 + below(200)}年。`;
  const en = (): string =>
    `${Array.from({ length: 8 + below(8) }, () => (below(2000) + 50_000).toString(36)).join(' ')} in ${1900 + below(200)}. `;
  let text = '';
  while (text.length < letters) text += script === 'zh' ? zh() : en();
  return text.slice(0, letters);
}

function reportTimes(): void {
  for (const script of ['zh', 'en'] as const) {
    for (const [size, letters] of [
      ['10 snippets of 180', 180],
      ['10 pages of 20 k', 20_000],
    ] as const) {
      const random = randomFrom(letters);
      const texts = Array.from({ length: 10 }, () => made(script, letters, random));
      const page = pageOf(`${made(script, 12, random)} ${script === 'zh' ? '是哪年' : 'when'}`, texts);
      const runs = Array.from({ length: 15 }, () => {
        const started = performance.now();
        excerpts(page);
        return performance.now() - started;
      });
      const median = [...runs].sort((a, b) => a - b)[7];
      console.log(`${size}, ${script}: ${median?.toFixed(1)} ms (median of 15, first ${runs[0]?.toFixed(1)})`);
    }
  }
}

const parts = (stem: string): string[] => 'abcdefgh'.split('').map((part) => `${stem}_${part}.jsonl`);
const refine = parts('nc_rgb_zh_refine').flatMap(rows);
const english = parts('nc_rgb_en_fact').flatMap(rows);
const cmrc = parts('cmrc2018').flatMap(rows);
console.log(
  '| answer in the quotes, % | n | ours@1 | ours@3 | lead@1 | lead@3 | random@3 | overlap@1/@3 | all@∞ | chars@3 | ms |',
);
console.log('|---|---|---|---|---|---|---|---|---|---|---|');
report('RGB zh, 5 docs, noise 0', rgb(refine, { documents: 5, noise: 0 }));
report('RGB zh, 5 docs, 40 %', rgb(refine, { documents: 5, noise: 0.4 }));
report('RGB zh, 5 docs, 80 %', rgb(refine, { documents: 5, noise: 0.8 }));
report('RGB zh, 10 docs, 70 %', rgb(refine, { documents: 10, noise: 0.7 }));
report('RGB en, 5 docs, 40 %', rgb(english, { documents: 5, noise: 0.4 }));
report('CMRC, own passage', cmrcOwn(cmrc));
report('CMRC, gold + 9 hard', cmrcHard(cmrc));
reportDuReader(['dureader_search_demo.jsonl'].flatMap(rows));
reportTimes();
