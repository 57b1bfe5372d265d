import { describe, expect, test } from 'vitest';
import {
  type Citation,
  citationSegments,
  citationsIn,
  longestCitation,
  openTail,
  withoutCitations,
} from '../../../lib/grounding/citations.ts';
import { growth } from '../growth.ts';
import { hostile, randomFrom } from './make.ts';

const cited = (text: string): [string, number[]][] =>
  citationSegments(text).flatMap(({ raw, citation }) => (citation ? [[raw, citation] as [string, number[]]] : []));

describe('what models write is read as a citation', () => {
  test.each<[string, [string, number[]][]]>([
    ['增长6.4%。[1]', [['[1]', [1]]]],
    [
      'a[1][2]',
      [
        ['[1]', [1]],
        ['[2]', [2]],
      ],
    ],
    ['a [1, 2] b', [['[1, 2]', [1, 2]]]],
    ['a[1，3、4]', [['[1，3、4]', [1, 3, 4]]]],
    ['a [2-4].', [['[2-4]', [2, 3, 4]]]],
    ['a【1】', [['【1】', [1]]]],
    ['a［１］', [['［１］', [1]]]],
    ['a[^1]', [['[^1]', [1]]]],
    ['a[^2^]', [['[^2^]', [2]]]],
    ['a[[3]]', [['[[3]]', [3]]]],
    ['a[来源1]', [['[来源1]', [1]]]],
    ['a[资料1, 资料2]', [['[资料1, 资料2]', [1, 2]]]],
    ['a [Source 2]', [['[Source 2]', [2]]]],
    ['a[citation:3]', [['[citation:3]', [3]]]],
    ['a[S1]', [['[S1]', [1]]]],
    ['a【1†source】', [['【1†source】', [1]]]],
    ['a（来源：[1]）。', [['（来源：[1]）', [1]]]],
    ['a (Source: [1], [2]).', [['(Source: [1], [2])', [1, 2]]]],
  ])('%s', (text, expected) => {
    expect(cited(text)).toEqual(expected);
  });
});

describe('what is no citation stays text', () => {
  test.each([
    ['a link', '[1](https://example.com)'],
    ['a definition', '[1]: https://example.com'],
    ['a code span', 'see `list[1]` and ``a ` [2]``'],
    ['a code fence', '```js\nlist[1]\n```'],
    ['a fence that is never closed', '~~~\nlist[1]\n'],
    ['a year', 'in [2023]'],
    ['an interval from zero', 'x in [0, 1]'],
    ['words in brackets', '[note] [链接] [x1y]'],
    ['a citation longer than is ever held back', '[来源1, 来源2, 来源3, 来源4, 来源5]'],
  ])('%s', (_, text) => {
    expect(cited(text)).toEqual([]);
  });

  test('a lone backtick hides no citation', () => expect(cited('the ` key [1]')).toEqual([['[1]', [1]]]));
  test('code after a closed fence is read again', () => expect(cited('```\n[1]\n```\n[2]')).toEqual([['[2]', [2]]]));
  test('a citation that opens a line and goes on is no definition', () => expect(cited('[1] says: a')).toHaveLength(1));
});

test('numbers of no source are told apart', () => {
  expect(citationsIn('a[1] b[9] c[2, 8]', 3)).toEqual([
    { start: 1, end: 4, numbers: [1], bad: [] },
    { start: 6, end: 9, numbers: [], bad: [9] },
    { start: 11, end: 17, numbers: [2], bad: [8] },
  ]);
});

test('a range too long to be meant cites its two ends', () => expect(cited('[1-100]')[0]?.[1]).toEqual([1, 100]));

test('the segments of a text are the text', () => {
  for (const text of Object.values(hostile))
    expect(
      citationSegments(text)
        .map(({ raw }) => raw)
        .join(''),
    ).toBe(text);
});

test('brackets that would pass for citations are rewritten, other brackets are not', () => {
  expect(withoutCitations('a[3] b【来源2】 c[[4]] [注]')).toBe('a(3) b(来源2) c(4) [注]');
  expect(citationSegments(withoutCitations('[[[1]]] [ 2 ] ([3]) [4][5]')).filter(({ citation }) => citation)).toEqual(
    [],
  );
});

describe('while an answer grows', () => {
  const pieces =
    '[ ] ( ) （ ） 【 】 ［ ］ [1] [12] [2-4] [^1] [来源1] （来源：[1]） (Source: [1], [2]) [citation:3] 1 2 , ， : ： 、 - ^ 来源 source s and 。 . a 中 ` `` ``` \n http [1](u) [1]: †source'.split(
      ' ',
    );

  test('10,000 random chunkings never show a citation that the whole has not, nor miss one', {
    timeout: 60_000,
  }, () => {
    const random = randomFrom(42);
    const below = (limit: number): number => Math.floor(random() * limit);
    for (let run = 0; run < 2500; run++) {
      const letters = Array.from(
        { length: 1 + below(30) },
        () => pieces[below(pieces.length)]?.replace('\\n', '\n') ?? '',
      );
      const text = letters.join(random() < 0.3 ? ' ' : '');
      const whole = citationsIn(text, 99);
      for (let chunking = 0; chunking < 4; chunking++) {
        const ends = Array.from({ length: 1 + below(4) }, () => below(text.length + 1)).sort((a, b) => a - b);
        for (const end of ends) expectSameCitations(text, text.slice(0, end), whole);
      }
    }
  });

  function expectSameCitations(text: string, part: string, whole: readonly Citation[]): void {
    const tail = openTail(part);
    expect(tail).toBeLessThanOrEqual(longestCitation);
    const shown = part.slice(0, part.length - tail);
    const early = citationsIn(shown, 99, { growing: true });
    const due = whole.filter(({ end }) => end <= shown.length);
    const where = JSON.stringify({ text, shown, early, due });
    for (const citation of early) expect(due, where).toContainEqual(citation);
    if (!text.includes('`')) expect(early, where).toEqual(due);
  }

  test('text that cannot become a citation is shown at once', () => {
    for (const text of ['a', 'a.', '[链接', '(which', '[1] ', '[1]。', 'x[1](u']) expect(openTail(text)).toBe(0);
  });

  test('an open citation is held back whole', () => {
    for (const [text, held] of [
      ['a[', 1],
      ['a[1', 2],
      ['a[1]', 3],
      ['a（来源：[1]', 7],
      ['a [Sou', 4],
    ] as const)
      expect(openTail(text)).toBe(held);
  });
});

test('ten times the text takes about ten times as long', () => {
  for (const unit of ['a[1]b', '[[', '((', '`a', '(来源：', '[1,']) {
    expect(growth(citationSegments, unit.repeat(4000), unit.repeat(40_000), 50), unit).toBeLessThan(50);
  }
}, 20_000);
