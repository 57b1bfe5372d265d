import { describe, expect, test } from 'vitest';
import { checksOf, createChecker, type DueCheck } from '../../../lib/grounding/checks.ts';
import { type Check, isStatement } from '../../../lib/model/verdict.ts';
import { sources } from './checked-sources.ts';
import { randomFrom } from './make.ts';

const crumbs = [
  '大桥由李明远设计。',
  '大桥全长1313米，',
  '日均车流量为48700辆',
  'The lighthouse is 42 metres tall. ',
  'Mr. Penrose et al. built it (e.g. the U.S. office) in 3.5 years! ',
  '"Is it tall?" he asked. ',
  '[1]',
  '[2, 3]',
  ' [来源1]',
  '【2】',
  '(来源：[1])',
  '[9]',
  '[link](https://a.b/[1])',
  '`code。[1]`',
  '`',
  '`',
  '``',
  '`b. C`',
  `\`${'a '.repeat(150)}\``,
  `\`${'某些代码'.repeat(60)}。\``,
  '. **Then** it',
  '```\n',
  '\n```js\n',
  '~~~\n',
  '\n- ~~~ ',
  'Please ',
  '建议',
  '\n',
  '\n\n- ',
  '\n1. ',
  '\n## ',
  '\n> ',
  '\n| a | 大桥全长1313米[1] | [2] |\n',
  '|',
  '**',
  '**要点**：',
  '……',
  '。。。”',
  '？',
  '!!! ',
  '  ',
  '\u3000\u3000',
  '\t',
  '\ud83d',
  '😀',
  '\r\n',
  '没有标点而且很长很长的一段话一直说下去'.repeat(12),
  'a'.repeat(90),
  '[[[[((((',
  '\n\n    ',
  '    ',
  '[[1]](https://example.com/a)',
  '【1†维基。百科】',
  '[1†abc. A b]',
  '†',
  '\n**',
  '**\n',
  '"',
  ...[
    '。',
    '.',
    '! ',
    '? ',
    '”',
    '(',
    ')',
    '[',
    ']',
    '#',
    '- ',
    '1',
    '3.',
    '后来',
    'The',
    ' It was ',
    'no. ',
    'Inc. ',
    '、',
    '*',
    '_',
  ],
];

describe('while an answer grows', () => {
  test('any split gives the same checks', { timeout: 60_000 }, () => {
    for (let seed = 1; seed <= (process.env.PANGDA_LONG ? 2_500 : 800); seed++) {
      const random = randomFrom(seed);
      const below = (limit: number): number => Math.floor(random() * limit);
      const answer = Array.from({ length: 2 + below(24) }, () => crumbs[below(crumbs.length)]).join('');
      const checker = createChecker(sources);
      const grown: Check[] = [];
      const take = (due: DueCheck[]) => {
        for (const { isClaim, make } of due) {
          const check = make();
          grown.push(check);
          expect(isClaim || !isStatement(check), `seed ${seed}: a mark without a place`).toBe(true);
        }
      };
      for (let at = 0; at < answer.length; ) {
        at = Math.min(answer.length, at + 1 + below(below(3) === 0 ? 60 : 6));
        take(checker.push(answer.slice(0, at)));
      }
      take(checker.end());
      expect(grown, `seed ${seed}: ${JSON.stringify(answer)}`).toEqual(checksOf(answer, sources));
    }
  });

  test.each([
    ['大桥由李明远设计[1]。', '后', '来又修过'],
    ['大桥由李明远设计。[1]', '后', '来又修过'],
    ['- 大桥由李明远设计[1]。', '它', '很有名'],
    ['1. **设计**：大桥由李明远设计[1]。', ' 它', '很有名'],
    ['“大桥由李明远设计。”[1]', '记', '者这样写'],
    ['The lighthouse is 42 metres tall [2].', ' It i', 's old.'],
    ['The lighthouse is 42 metres tall. [2]', ' Thomas P', 'enrose built it'],
    ['The lighthouse is 42 metres tall. [2]', ' **Thomas P', 'enrose** built it'],
    ['大桥由`李明远`设计。', '后来', '又修过'],
    ['Call `open()` before the first `read()` of a file. [2]', ' Then c', 'lose it'],
  ])('a sentence is checked when the next has begun: %s', (sentence, next, rest) => {
    const checker = createChecker(sources);
    const atStop = checker.push(sentence);
    expect(atStop, 'a citation may follow').toEqual([]);
    expect(checker.push(sentence + next)).toHaveLength(1);
    expect(checker.push(sentence + next + rest)).toEqual([]);
  });

  test.each([
    ['words that go on and on with no stop at all '.repeat(30)],
    ['没有标点而且很长的一段话一直说下去，'.repeat(40)],
  ])('the parts of an endless sentence are known long before they are checked: %#', (endless) => {
    const checker = createChecker(sources);
    const known: number[] = [];
    for (let at = 1; at <= endless.length; at++) {
      expect(checker.push(endless.slice(0, at)), 'it may still cite').toEqual([]);
      const ends = checker.parts().map(({ end }) => end);
      expect(ends.slice(0, known.length)).toEqual(known);
      for (const end of ends.slice(known.length)) {
        expect(at - end).toBeLessThan(64);
        known.push(end);
      }
    }
    expect(known.length).toBeGreaterThan(2);
    expect(checker.end().map(({ end }) => end)).toEqual([...known, endless.trimEnd().length]);
    expect(checker.parts()).toEqual([]);
  });

  test.each([
    ['大桥由李明远设计。', '[2'],
    ['大桥由李明远设计。', '”'],
    ['大桥全长1313', '.5米，很长'],
    ['It was built by Thomas Penrose et al.', ' in 1886'],
    ['The lighthouse was built by Mr. Penrose of St.', ' Ives and'],
    ['**大桥由李明远设计。', '后来'],
    ['| 大桥由李明远设计。', '后来'],
    ['[大桥由李明远设计。', '后来'],
    ['大桥由`李明远设计。', '后来'],
    ['大桥由李明远设计。后来`修过`', ''],
    ['**大桥由李明远设计。后来很有名气', '*'],
    ['大桥由李明远设计【1†维基。', '百科'],
  ])('and not before that is certain: %s', (sentence, next) => {
    expect(createChecker(sources).push(sentence + next)).toEqual([]);
  });

  test('a sentence is checked before the answer ends, also within a paragraph', () => {
    const checker = createChecker(sources);
    const answer = `大桥由李明远设计。[1]${'后面还有别的话，'.repeat(20)}`;
    expect(checker.push(answer)).toHaveLength(1);
    expect(checker.push(`${answer}。\n`)).toHaveLength(checksOf(`${answer}。\n`, sources).length - 1);
  });
});
