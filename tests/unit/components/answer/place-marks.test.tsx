import type { Nodes } from 'mdast';
import { describe, expect, test, vi } from 'vitest';
import { placeMarks } from '../../../../components/answer/place-marks.ts';
import { checksOf, createChecker } from '../../../../lib/grounding/checks.ts';
import { type Block, createBlocks } from '../../../../lib/markdown/blocks.ts';
import type { Check } from '../../../../lib/model/verdict.ts';
import { growth } from '../../growth.ts';
import { answerText, huge, seeded } from '../../markdown/documents.ts';
import { markedHtml, markedText, sources } from './marked.tsx';
import { htmlOf } from './rendered.tsx';

vi.setConfig({ testTimeout: 180_000 });

describe('a mark stands behind its sentence, its stop and its citations', () => {
  test.each([
    ['一句。', '大桥由李明远设计。', '大桥由李明远设计。⟦0⟧'],
    ['a citation after the stop', '大桥由李明远设计。[1]', '大桥由李明远设计。[1]⟦0⟧'],
    ['a citation before the stop', '大桥由李明远设计[1]。', '大桥由李明远设计[1]。⟦0⟧'],
    ['several citations', '大桥由李明远设计。[1]、[来源2] 【3】', '大桥由李明远设计。[1]、[来源2] 【3】⟦0⟧'],
    [
      'several sentences',
      '大桥由李明远设计。[1] 大桥全长1313米。[2][3] 大桥很美。完',
      '大桥由李明远设计。[1]⟦0⟧ 大桥全长1313米。[2][3]⟦1⟧ 大桥很美。⟦2⟧完',
    ],
    ['English', 'The tower is 3.14 m tall. [1] It is old. [2]', 'The tower is 3.14 m tall. [1]⟦0⟧ It is old. [2]⟦1⟧'],
    ['per cent', '大桥的产量增长12%。[1] 大桥下降了5%。[2]', '大桥的产量增长12%。[1]⟦0⟧ 大桥下降了5%。[2]⟦1⟧'],
    ['quotes', '他说：“大桥由李明远设计。”[1] 完了完了完', '他说：“大桥由李明远设计。”[1]⟦0⟧ 完了完了完⟦1⟧'],
    ['brackets', '大桥很长（由李明远设计）。[1]', '大桥很长（由李明远设计）。[1]⟦0⟧'],
    ['a citation inside closing quotes', '他说：“大桥由李明远设计。[1]”', '他说：“大桥由李明远设计。[1]”⟦0⟧'],
    ['no stop', '大桥由李明远设计 [1]', '大桥由李明远设计 [1]⟦0⟧'],
  ])('%s', (_, answer, shown) => expect(markedText(answer)).toBe(shown));

  test.each([
    ['bold', '**大桥由李明远设计。**[1] 大桥全长1313米。[2]', '大桥由李明远设计。[1]⟦0⟧ 大桥全长1313米。[2]⟦1⟧'],
    [
      'bold in the middle',
      '大桥由**李明远设计**。[1] **大桥**全长*1313米*。',
      '大桥由李明远设计。[1]⟦0⟧ 大桥全长1313米。⟦1⟧',
    ],
    ['a citation in bold', '大桥由李明远设计。**[1]** 完', '大桥由李明远设计。[1]⟦0⟧ 完'],
    ['struck', '大桥由~~李明远设计。~~[1]', '大桥由李明远设计。[1]⟦0⟧'],
    ['a digit set in bold', '大桥全长**13**13米。[1] 大桥长**1**。[1]', '大桥全长1313米。[1]⟦0⟧ 大桥长1。[1]⟦1⟧'],
    ['a backslash', '大桥由\\*李明远\\*设计\\.[1]', '大桥由*李明远*设计.[1]⟦0⟧'],
    [
      'an entity',
      '大桥由&nbsp;李&amp;明远设计&hellip;。[1] 大桥很长。',
      '大桥由\u00a0李&明远设计…。[1]⟦0⟧ 大桥很长。⟦1⟧',
    ],
    ['<b>', '大桥由<b>李明远</b>设计。[1]', '大桥由<b>李明远</b>设计。[1]⟦0⟧'],
    ['a line break', '大桥由李明远设计。[1]<br>大桥全长1313米。[2]', '大桥由李明远设计。[1]⟦0⟧大桥全长1313米。[2]⟦1⟧'],
    [
      'a wrapped line',
      '大桥由李明远设计。\n[2] 说大桥全长1313米。',
      '大桥由李明远设计。⟦0⟧\n[2] 说大桥全长1313米。⟦1⟧',
    ],
    ['an image', '大桥![桥的照片](https://a.com/1.png)由李明远设计。[1]', '大桥桥的照片由李明远设计。[1]⟦0⟧'],
  ])('with %s', (_, answer, shown) => expect(markedText(answer)).toBe(shown));

  test('with inline code that ends a sentence, behind the code', () => {
    expect(markedHtml('大桥的入口是 `main.go`')).toBe(
      '<div class="pd-answer" lang="zh-CN"><p>大桥的入口是 <code>main.go</code>⟦0⟧</p></div>',
    );
    expect(markedHtml('大桥的运算符是 `=>`\n')).toContain('<code>=&gt;</code>⟦0⟧');
    expect(markedHtml('大桥写作 `a。b[1]`。[1] 完了完了')).toContain('<code>a。b[1]</code>。[1]⟦0⟧ 完');
  });

  test('with a link, behind the link and never in it', () => {
    expect(markedText('大桥见[李明远的书](https://example.com/1313)。[1] 大桥很长。')).toMatch(
      /。\[1\]⟦0⟧ 大桥很长。⟦1⟧$/,
    );
    const html = markedHtml('大桥的资料很多见[李明远的书。书很长很长](https://example.com/hat)');
    expect(html).toMatch(/<\/a><span class="pd-host"> \(example.com\)<\/span>⟦0⟧⟦1⟧<\/p>/);
    expect(markedHtml('大桥由李明远设计。[[1]](https://example.com/a)')).toMatch(/\[1\]<\/a>[^⟦]*⟦0⟧/);
  });

  test('words of an address are not taken for words of the text', () =>
    expect(markedText('See [here](https://example.com/tower-is-tall) tower is tall. [1] Tower is old.')).toMatch(
      /tower is tall. \[1\]⟦0⟧ Tower is old.⟦1⟧$/,
    ));
});

describe('a mark stands in its own place', () => {
  test('though the same words were said before, in what is not checked', () => {
    expect(markedText('大桥由李明远设计吗？大桥由李明远设计。[1]')).toBe(
      '大桥由李明远设计吗？大桥由李明远设计。[1]⟦0⟧',
    );
    expect(markedText('- 长度：\n- 长度 [1]\n')).toBe('长度：\n长度 [1]⟦0⟧');
  });

  test('of the same sentences, each has its own', () =>
    expect(markedText('大桥很长。[1] 大桥很长。[1] 大桥很长很长。大桥很长。')).toBe(
      '大桥很长。[1]⟦0⟧ 大桥很长。[1]⟦1⟧ 大桥很长很长。⟦2⟧大桥很长。⟦3⟧',
    ));

  test('in lists, also nested, numbered and with tasks', () => {
    expect(
      markedText(
        '1. 1990年建成大桥[1]\n2. 大桥全长1313米。[2]\n   - 大桥很长[3]\n     1. 大桥由李明远设计\n3. [2] 大桥',
      ),
    ).toBe('1990年建成大桥[1]⟦0⟧\n大桥全长1313米。[2]⟦1⟧\n大桥很长[3]⟦2⟧\n大桥由李明远设计⟦3⟧\n[2] 大桥⟦4⟧');
    expect(markedText('- [x] x是大桥的变量\n- [ ] 大桥全长1313米')).toBe('☑ x是大桥的变量⟦0⟧\n☐ 大桥全长1313米⟦1⟧');
  });

  test('never in the next item, cell or line, though that begins with a citation', () => {
    expect(markedText('- 大桥由李明远设计\n- [2] 大桥')).toBe('大桥由李明远设计⟦0⟧\n[2] 大桥⟦1⟧');
    expect(markedText('| 名 | 源 |\n|---|---|\n| 大桥 | 大桥全长1313米 [2] |\n| [1] | 大桥 |\n')).toBe(
      '名\n源\n大桥\n大桥全长1313米 [2]⟦0⟧\n[1]\n大桥⟦1⟧',
    );
  });

  test('in tables, at the end of a row or of a cell, not in a row that says the same and is not checked', () =>
    expect(
      markedText(
        '| 名 | 长 | 源 |\n|---|---|---|\n| 桥 | 120米 | 无 |\n| 桥 | 120米 | [1] |\n| 塔 | 120米 [2] | 无 |\n',
      ),
    ).toBe('名\n长\n源\n桥\n120米\n无\n桥\n120米\n[1]⟦0⟧\n塔\n120米 [2]⟦1⟧\n无'));

  test('in quotations, and below headings and code', () => {
    expect(markedText('> 大桥由李明远设计。[1]\n>\n> - 大桥很长。[2]')).toBe(
      '大桥由李明远设计。[1]⟦0⟧\n大桥很长。[2]⟦1⟧',
    );
    expect(markedText('# 大桥很长\n大桥很长。[1]')).toBe('大桥很长\n大桥很长。[1]⟦0⟧');
    expect(
      markedText('- 大桥很长。[1]\n  ```js\n  大桥很长。大桥由李明远设计。\n  ```\n- 大桥由李明远设计。[1]'),
    ).toMatch(/^大桥很长。\[1\]⟦0⟧[^⟦]*大桥由李明远设计。\[1\]⟦1⟧$/);
  });

  test('behind whole letters: surrogates, accents, joined emoji, scripts from right to left', () => {
    expect(markedText('大桥由𠮷田设计𠮷[1]')).toBe('大桥由𠮷田设计𠮷[1]⟦0⟧');
    expect(markedText('大桥很长👍🏽👨‍👩‍👧[1]')).toBe('大桥很长👍🏽👨‍👩‍👧[1]⟦0⟧');
    expect(markedText('हिन्दी में यह पुल बहुत लंबा है[1]')).toBe('हिन्दी में यह पुल बहुत लंबा है[1]⟦0⟧');
    expect(markedText('- Le pont est tre\u0300s age\u0301\n- x')).toBe('Le pont est tre\u0300s age\u0301⟦0⟧\nx');
    expect(markedText('الجسر طويل جدا. [1] هو قديم جدا. [2]')).toBe('الجسر طويل جدا. [1]⟦0⟧ هو قديم جدا. [2]⟦1⟧');
  });
});

/** Answers of many kinds, and of one huge thing. */
const answers = [
  ...Array.from({ length: 30 }, (_, seed) => answerText(seeded(seed + 1), 1_200)),
  ...Object.values(huge).map((make, index) => make(seeded(index + 400), 3_000)),
];

/** The text with marks, without them, and the numbers of the marks in order. */
const read = (html: string) => ({
  plain: html.replace(/⟦-?\d+⟧/g, ''),
  marks: [...html.matchAll(/⟦(-?\d+)⟧/g)].map(([, number]) => Number(number)),
});

describe('whatever a model writes', () => {
  test('each check has one mark, in the order of their ends, and the rest is as without them', () => {
    let count = 0;
    for (const answer of answers) {
      const checks = checksOf(answer, sources);
      const { plain, marks } = read(markedHtml(answer, checks));
      expect(plain).toBe(htmlOf(answer));
      expect([...marks].sort((a, b) => a - b)).toEqual(checks.map((_, index) => index));
      const ends = marks.map((number) => checks[number]?.end ?? 0);
      expect(ends, answer).toEqual([...ends].sort((a, b) => a - b));
      count += marks.length;
    }
    expect(count).toBeGreaterThan(500);
  });

  test('no mark stands in a word, a number, a citation, code or a link', () => {
    for (const answer of answers) {
      const html = markedHtml(answer);
      expect(html).not.toMatch(/[a-z]⟦\d+⟧[a-z]|\d⟦\d+⟧[.,]?\d|\[\d?⟦/i);
      expect(html).not.toMatch(/<code[^>]*>[^<]*⟦|<a [^>]*>(?:(?!<\/a>).)*⟦/s);
    }
  });
});

describe('while an answer is streaming', () => {
  /** Where the marks stand when it came in pieces of at most `longest` letters. */
  const streamed = (answer: string, random: () => number, longest: number): string => {
    const blocks = createBlocks();
    const checker = createChecker(sources);
    const checks: Check[] = [];
    for (let at = 0; at < answer.length; ) {
      const length = 1 + Math.floor(random() * longest);
      blocks.push(answer.slice(at, at + length));
      at += length;
      checks.push(...checker.push(answer.slice(0, at)).map((check) => check.make()));
    }
    blocks.end();
    checks.push(...checker.end().map((check) => check.make()));
    return told(blocks.blocks, answer, checks);
  };

  test('the marks end where they stand in the whole text, for hundreds of ways of splitting it', () => {
    const random = seeded(77);
    for (let kind = 0; kind < (process.env.PANGDA_LONG ? 40 : 10); kind++) {
      const answer = answerText(seeded(1_000 + kind), 160);
      const whole = streamed(answer, () => 0.999, 2 * answer.length);
      for (let time = 0; time < 25; time++) expect(streamed(answer, random, 3 + 5 * time), answer).toBe(whole);
    }
  });
});

/** Blocks with the marks among their nodes. */
function told(blocks: readonly Block[], answer: string, checks: readonly Check[]): string {
  let next = 0;
  return blocks
    .map((block) => {
      const first = next;
      while (next < checks.length && (checks[next]?.end ?? 0) <= block.end) next++;
      const mine = checks.slice(first, next).map(({ start, end }) => ({ start, end, value: start }));
      const marks = placeMarks(block, answer, mine);
      return JSON.stringify(block.node, (_, value: unknown) => {
        const here = marks.get(value as Nodes);
        return here ? { ...(value as Nodes), here } : value;
      });
    })
    .join('\n');
}

const placed = (answer: string) => {
  const blocks = createBlocks();
  blocks.push(answer);
  blocks.end();
  const checks = checksOf(answer, sources).map(({ start, end }) => ({ start, end, value: 0 }));
  return () => {
    for (const block of blocks.blocks)
      placeMarks(
        block,
        answer,
        checks.filter(({ end }) => end > block.start && end <= block.end),
      );
  };
};

test.each([
  ['list', (length: number) => huge.list?.(seeded(5), length) ?? ''],
  ['paragraph', (length: number) => huge.paragraph?.(seeded(6), length) ?? ''],
  ['text of which nothing is known', (length: number) => '[a](b "c d") &x; <br> `'.repeat(length / 24)],
])('a %s of 60,000 letters is marked in linear time', (_, make) => {
  const [small, big] = [placed(make(6_000)), placed(make(60_000))];
  expect(growth((work: () => void) => work(), small, big, 25)).toBeLessThan(25);
});
