import { describe, expect, test } from 'vitest';
import { checksOf } from '../../../lib/grounding/checks.ts';
import type { Check } from '../../../lib/model/verdict.ts';
import { growth } from '../growth.ts';
import { sources } from './checked-sources.ts';

const told = (answer: string): [string, Check['verdict']][] =>
  checksOf(answer, sources).map(({ start, end, verdict }) => [answer.slice(start, end), verdict]);
const only = (answer: string): Check => {
  const [first, ...rest] = checksOf(answer, sources);
  if (!first || rest.length > 0) throw new Error(`${rest.length + 1} checks of ${answer}`);
  return first;
};

describe('what is a sentence of an answer', () => {
  test('a citation after the full stop belongs to the sentence before it', () => {
    expect(told('大桥由李明远设计。[1] 灯塔建于1886年。[2]').map(([text]) => text)).toEqual([
      '大桥由李明远设计。',
      '灯塔建于1886年。',
    ]);
    expect(checksOf('大桥由李明远设计。[1] 它很有名，人人都知道。', sources).map((check) => check.sources)).toEqual([
      [1],
      [],
    ]);
  });

  test.each([
    [
      `${'大桥的引桥和主桥由李明远和他的学生们一起设计，'.repeat(4)}前后改了三次。[1]`,
      '后来又修过一次桥，花费很多[2]。',
    ],
    [
      `The lighthouse ${'on the rock beside the old harbour '.repeat(5)}is 42 metres tall. [2]`,
      ' Later it was painted once more [1].',
    ],
  ])('a long sentence shares its citation behind the stop with none: %s', (long, next) => {
    expect(checksOf(long + next, sources).map((check) => check.sources)).toEqual(
      long.startsWith('The') ? [[2], [1]] : [[1], [2]],
    );
  });

  test('several citations with commas and labels after a stop all belong to it', () => {
    expect(only('大桥由李明远设计。[1]、[来源2] 【3】').sources).toEqual([1, 2, 3]);
  });

  test('headings, questions, code, rules and leads are left out', () => {
    const answer =
      '# 大桥有多长[1]\n大桥有多长？[1]\n```\n大桥由李明远设计。[1]\n```\n---\n要点如下：\n**设计与建造**\n';
    expect(told(answer)).toEqual([]);
  });

  test('lines indented as code are left out; those of a list or a paragraph are read', () => {
    const code =
      '这样写：\n\n    大桥全长1313米。[1]\n    print(1313)\n\n\tlet length = 1313 metres\n\n大桥由李明远设计。[1]';
    expect(told(code).map(([text]) => text)).toEqual(['大桥由李明远设计。']);
    const list = '- 大桥由李明远设计。[1]\n\n    大桥全长1313米。[1]\n';
    expect(told(list).map(([text]) => text)).toEqual(['大桥由李明远设计。', '大桥全长1313米。']);
    expect(told('大桥由李明远设计。[1]\n    大桥全长1313米。[1]')).toHaveLength(2);
  });

  test('a link by number after a sentence is no sentence of its own', () => {
    expect(told('大桥全长1313米。[[1]](https://example.com/bridge)').map(([text]) => text)).toEqual([
      '大桥全长1313米。',
    ]);
    expect(told('大桥全长1313米。[1](https://example.com/bridge)')).toHaveLength(1);
    expect(told('大桥很有名。[[1]](https://example.com/bridge)大桥由李明远设计。[1]')[1]?.[1]).toBe('found');
  });

  test('list items are sentences without their marks', () => {
    expect(told('- 大桥由李明远设计[1]\n2. The lighthouse is 42 metres tall [2]\n> 大桥全长1313米[1]')).toEqual([
      ['大桥由李明远设计', 'found'],
      ['The lighthouse is 42 metres tall', 'found'],
      ['大桥全长1313米', 'found'],
    ]);
  });

  test('a table row is one sentence when a cell holds only its citation; cells that cite are their own', () => {
    const answer =
      '| 名 | 长 | 源 |\n|---|---|---|\n| 临江大桥 | 全长1313米 | [1] |\n| 灯塔 | 42 metres tall [2] | 无 |\n';
    expect(told(answer).map(([text]) => text)).toEqual(['临江大桥 | 全长1313米 | [1]', '42 metres tall']);
  });

  test('Markdown marks and links are not read as words', () => {
    expect(only('**大桥**由[李明远](https://example.com/1999)`设计`。[1]').missing.numbers).toEqual([]);
  });

  test('a bold label before a sentence is not compared, and a citation after bold text counts', () => {
    expect(only('- **长度**：大桥全长1313米。[1]').verdict).toBe('found');
    expect(only('**大桥由李明远设计。**[1]').verdict).toBe('found');
    expect(only('- **王建国**：大桥设计者，1313米。[1]').verdict).not.toBe('found');
  });

  test('every part of a sentence too long for one check has the citations at its end', () => {
    const answer = `大桥由李明远设计，${'它横跨大江，连接两岸的许多村镇，'.repeat(30)}全长1313米。[1]`;
    const checks = checksOf(answer, sources);
    expect(checks.length).toBeGreaterThan(1);
    expect(checks.every(({ sources }) => sources.join() === '1')).toBe(true);
  });
});

describe('the verdict', () => {
  test('a sentence in the source is found, with the place where it stands', () => {
    const check = only('大桥由李明远设计，日均车流量为48700辆。[1]');
    expect(check.verdict).toBe('found');
    const [best] = check.evidence;
    expect(sources[0]?.text.slice(best?.start, best?.end)).toBe('大桥由李明远设计，日均车流量为48700辆。');
    expect(best?.source).toBe(1);
  });

  test('another number is never found, and is named', () => {
    const check = only('大桥由李明远设计，日均车流量为58700辆。[1]');
    expect(check.verdict).not.toBe('found');
    expect(check.missing.numbers).toEqual(['58700辆'.slice(0, 5)]);
    expect(check.missing.changed).toEqual([{ said: '58700', source: '48700' }]);
  });

  test('another name in an otherwise equal sentence is shown beside the name in the source', () => {
    expect(only('大桥由王建国设计，日均车流量为48700辆。[1]').missing.changed).toEqual([
      { said: '王建国', source: '李明远' },
    ]);
  });

  test('a Latin name the source does not know is named', () => {
    const check = only('The Harbour Lighthouse was built by the engineer Joseph Nelson. [2]');
    expect(check.missing.names).toEqual(['Joseph Nelson']);
    expect(check.verdict).not.toBe('found');
  });

  test('a denied fact is not found where the source affirms it', () => {
    const check = only('The Harbour Lighthouse was never built in 1886 by the engineer Thomas Penrose. [2]');
    expect(check.missing.negation).toBe(true);
    expect(check.verdict).toBe('partly');
    expect(only('2021年大桥收费。[1]').missing.negation).toBe(true);
  });

  test('words about something else are not found', () => {
    expect(only('北方的冬天常常下雪，孩子们喜欢在院子里堆雪人。[1]').verdict).toBe('notFound');
  });

  test('a sentence without a citation has no source, one with only foreign numbers no such number', () => {
    expect(only('大桥由李明远设计，非常有名。').verdict).toBe('noSource');
    expect(only('大桥由李明远设计，非常有名。[7]')).toMatchObject({
      verdict: 'noSuchNumber',
      badNumbers: [7],
      sources: [],
    });
    expect(only('大桥由李明远设计。[1][7]')).toMatchObject({ verdict: 'found', badNumbers: [7], sources: [1] });
  });

  test('what cannot be checked says why', () => {
    expect(only('这句话的资料实在太短了。[3]')).toMatchObject({ verdict: 'cannotCheck', why: 'shortSource' });
    expect(only('结果中没有找到大桥的造价。')).toMatchObject({ verdict: 'cannotCheck', why: 'notAClaim' });
    expect(only('我认为这座大桥很值得一看。')).toMatchObject({ verdict: 'cannotCheck', why: 'notAClaim' });
    expect(only('灯塔由一位工程师建造。[2]')).toMatchObject({ verdict: 'cannotCheck', why: 'otherLanguage' });
  });

  test('across languages numbers and Latin names decide, as far as they can', () => {
    expect(only('灯塔由 Thomas Penrose 于1886年建造。[2]').verdict).toBe('partly');
    expect(only('灯塔由 Joseph Nelson 于1923年建造。[2]').verdict).toBe('notFound');
    const mixed = only('灯塔由 Thomas Penrose 于1923年建造。[2]');
    expect(mixed).toMatchObject({ verdict: 'cannotCheck', missing: { numbers: ['1923'] } });
  });

  test('two sources together may hold what neither holds alone', () => {
    expect(only('临江大桥全长1313米，the Harbour Lighthouse is 42 metres tall。[1][2]').missing.numbers).toEqual([]);
  });
});

describe('hostile answers', () => {
  const hostile: Record<string, string> = {
    'one sentence of 100,000 letters': `${'很长的句子没有停顿'.repeat(11_000)}[1]。`,
    'one English sentence of 100,000 letters': `${'word after word '.repeat(6_300)}[1].`,
    'only digits': '1234567890'.repeat(10_000),
    'digits with commas and dots': '1,234.5,'.repeat(12_500),
    'Han numerals': '一百二十三亿'.repeat(16_000),
    'halves of surrogate pairs': '\ud800。[1]\udc00'.repeat(16_000),
    'nested brackets': '[('.repeat(50_000),
    'opened quotes': '“《「『"'.repeat(20_000),
    stops: '。.!?…'.repeat(20_000),
    spaces: ' \u3000'.repeat(50_000),
    citations: '[1]'.repeat(33_000),
    'table bars': '|'.repeat(100_000),
    backticks: '`a``b```'.repeat(12_500),
    stars: '**_'.repeat(33_000),
    capitals: 'Aa Bb of Cc '.repeat(8_000),
    'dots of names': '甲·'.repeat(50_000),
    sentences: '大桥由李明远设计。[1]'.repeat(8_000),
  };
  for (const [name, text] of Object.entries(hostile)) {
    test(`${name}: checked without an error in time that grows with the length`, { timeout: 30_000 }, () => {
      const check = (hostile: string): void => {
        checksOf(hostile, sources);
        // A claim against a source costs the source's length; many against a long one would cost the product.
        checksOf(`${hostile.slice(0, 300).replaceAll('\n', ' ')}[4]`, [{ number: 4, title: hostile, text: hostile }]);
      };
      // Four times the text; a square would be sixteen times the work.
      expect(growth(check, text.slice(0, text.length / 4), text, 9)).toBeLessThan(9);
    });
  }
});
