/** Questions and results: do the quotes of the answer without a model hold the answer? */
import { excerpts } from '../../lib/grounding/excerpts.ts';
import { sentences } from '../../lib/grounding/segment.ts';
import type { Page } from '../../lib/model/page.ts';
import type { LongAnswerRow, PassageRow, Questions, ResultsRow } from './bench-trust-rows.ts';
import {
  byOverlap,
  createBm25,
  mean,
  median,
  randomFrom,
  rougeL,
  round,
  share,
  shuffled,
} from './bench-trust-statistics.ts';

/** How pages are drawn from rows; see --help. */
export interface Drawing {
  documents: number;
  noise: number;
  seed: number;
  repeat: number;
  among: number;
}

interface Case {
  page: Page;
  holdsAnswer(text: string): boolean;
}

export function questionFigures(questions: Questions, drawing: Drawing) {
  if (questions.shape === 'longAnswers') return longAnswerFigures(questions.rows);
  const { documents: docs, noise, seed, repeat, among } = drawing;
  if (questions.shape === 'passages') {
    const figures = figuresOf(passageCases(questions.rows, drawing));
    return { kind: 'passages', passages: questions.rows.length, among, seed, repeat, ...figures };
  }
  const cases = questions.rows.flatMap((row, index) => resultsCases(row, index, drawing));
  return { kind: 'results', rows: questions.rows.length, docs, noise, seed, repeat, ...figuresOf(cases) };
}

function figuresOf(cases: readonly Case[]) {
  const times: number[] = [];
  const found = cases.map(({ page }) => {
    const started = performance.now();
    const quotes = excerpts(page, { most: 3 });
    times.push(performance.now() - started);
    return quotes;
  });
  const all = found.flatMap((quotes, index) => quotes.map((quote) => ({ quote, page: cases[index]?.page })));
  const verbatim = all.filter(({ quote: { source, quote, start, end }, page }) => {
    const text = page?.sources.find(({ number }) => number === source)?.text;
    return quote !== '' && text?.slice(start, end) === quote;
  });
  const again = cases.filter(
    ({ page }, index) => JSON.stringify(excerpts(page, { most: 3 })) === JSON.stringify(found[index]),
  );
  const held = (texts: (page: Page, index: number) => string[]) => {
    const lists = cases.map(({ page }, index) => texts(page, index));
    const of = (most: number): number | null =>
      share(
        cases.filter(({ holdsAnswer }, index) => holdsAnswer((lists[index] ?? []).slice(0, most).join('\n'))).length,
        cases.length,
      );
    return { first: of(1), firstThree: of(3) };
  };
  return {
    n: cases.length,
    ...held((_, index) => (found[index] ?? []).map(({ quote }) => quote)),
    baselines: {
      lead: held(leads),
      overlap: held((page) => byOverlap(page.query, sentencesOf(page))),
      bm25: held((page) => {
        const texts = sentencesOf(page);
        return createBm25(texts)(page.query).map(({ index }) => texts[index] ?? '');
      }),
    },
    possible: held((page) => [sentencesOf(page).join('\n')]).first,
    verbatim: share(verbatim.length, all.length),
    sameAgain: share(again.length, cases.length),
    quotedLetters: round(mean(found.map((quotes) => quotes.map(({ quote }) => quote).join('').length)), 1),
    ms: { mean: round(mean(times), 3), median: round(median(times), 3) },
  };
}

const sentencesOf = (page: Page): string[] =>
  page.sources.flatMap((source) => sentences(source.text).map(({ text }) => text));

/** What stands first: the first sentence of each result, or of a lone text its first sentences. */
const leads = (page: Page): string[] =>
  page.sources.length > 1
    ? page.sources.map(({ text }) => sentences(text)[0]?.text ?? '')
    : sentencesOf(page).slice(0, 3);

// ---- pages from rows

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

/** Results with and without the answer in any order; where one kind is too few, the other fills the page. */
function resultsCases(row: ResultsRow, index: number, { documents, noise, seed, repeat }: Drawing): Case[] {
  return Array.from({ length: repeat }, (_, run) => {
    const random = randomFrom((seed + run) * 7919 + index);
    const [positive, negative] = [shuffled(row.positive, random), shuffled(row.negative, random)];
    const wanted = Math.min(negative.length, Math.round(documents * noise));
    const chosen = positive.slice(0, documents - wanted);
    const texts = [...chosen, ...negative.slice(0, documents - chosen.length)];
    return { page: pageOf(row.query, shuffled(texts, random)), holdsAnswer: holdsAll(row.answer) };
  });
}

function holdsAll(answer: ResultsRow['answer']): Case['holdsAnswer'] {
  const parts = [answer].flat().map((part) => [part].flat().map(plain));
  return (text) => parts.every((words) => words.some((word) => plain(text).includes(word)));
}

function passageCases(rows: readonly PassageRow[], { among, seed, repeat }: Drawing): Case[] {
  if (among === 1) {
    return rows.flatMap(({ context, qas }) =>
      qas.map(({ q, a }) => ({ page: pageOf(q, [context]), holdsAnswer: holdsAny(a) })),
    );
  }
  const rank = createBm25(rows.map(({ context }) => context));
  // One question of each passage: they would share their page.
  return Array.from({ length: repeat }, (_, run) => run).flatMap((run) =>
    rows.flatMap(({ context, qas }, own) => {
      const asked = qas[(own + run) % Math.max(1, qas.length)];
      if (!asked) return [];
      const holdsAnswer = holdsAny(asked.a);
      const near = rank(asked.q)
        .map(({ index }) => rows[index]?.context ?? '')
        .filter((other) => other !== context && !holdsAnswer(other));
      const texts = shuffled([context, ...near.slice(0, among - 1)], randomFrom((seed + run) * 7919 + own));
      return [{ page: pageOf(asked.q, texts), holdsAnswer }];
    }),
  );
}

function holdsAny(answers: readonly string[]): Case['holdsAnswer'] {
  const parts = answers.map(plain).filter((part) => part !== '');
  return (text) => parts.some((part) => plain(text).includes(part));
}

// ---- long answers

function longAnswerFigures(rows: readonly LongAnswerRow[]) {
  const pages = rows.map(({ question, docs }) =>
    pageOf(
      question,
      docs.map(({ paragraphs }) => paragraphs.join('\n')),
      docs.map(({ title }) => title),
    ),
  );
  const rouge = (answer: (page: Page) => string): number =>
    round(
      mean(
        rows.map(({ answers }, index) => {
          const given = answer(pages[index] ?? pageOf('', []));
          return Math.max(0, ...answers.map((wanted) => rougeL(given, wanted)));
        }),
      ),
    );
  const quoted = (page: Page): string =>
    excerpts(page)
      .map(({ quote }) => quote)
      .join('');
  const firstParagraph = (page: Page): string => page.sources[0]?.text.split('\n')[0] ?? '';
  return { kind: 'long answers', n: rows.length, rougeL: rouge(quoted), baselines: { lead: rouge(firstParagraph) } };
}
