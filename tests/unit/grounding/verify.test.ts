import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { prepare } from '../../../lib/grounding/prepared.ts';
import { isComplete, verify, verifyTogether } from '../../../lib/grounding/verify.ts';

const snippet = (text: string, title = '') => prepare({ text, title, kind: 'snippet' });
const economy = snippet(
  '国家统计局1月17日公布，2021年国内生产总值1143670亿元，按不变价格计算，比上年增长8.1%，两年平均增长5.1%。年末全国人口141260万人，比上年末增加48万人。',
  '2021年国民经济持续恢复',
);
const apple = snippet(
  'The company posted a record September quarter revenue of $83.4 billion, up 29 percent year over year. “We launched our most powerful products,” said Tim Cook, its CEO.',
);

describe('numbers and names', () => {
  test('other forms of a number are the number', () => {
    const claim = '2021年国内生产总值约为114万亿元，比上年增长百分之八点一。';
    expect(verify(claim, economy)).toMatchObject({ verdict: 'found', missing: { numbers: [], changed: [] } });
  });

  test('all missing numbers and names are told, whatever the verdict', () => {
    const { missing, verdict } = verify('《长河》的作者约翰·史密斯在2019年卖出3500册，比2018年多。', economy);
    expect(verdict).toBe('notFound');
    expect(missing.numbers).toEqual(['2019', '3500', '2018']);
    expect(missing.names).toEqual(['《长河》', '约翰·史密斯']);
  });

  test('a short name that the source spells out is not missed', () => {
    expect(verify('2021年GDP比上年增长8.1%。', economy).missing.names).toEqual([]);
  });

  test('the first word of a sentence is no name for its capital', () => {
    expect(verify('Yearly revenue was up 29 percent, said Tim Cook.', apple).missing.names).toEqual([]);
    expect(verify('Yearly revenue was up 29 percent, said Jane Doe.', apple).missing.names).toEqual(['Jane Doe']);
  });
});

describe('denials and directions', () => {
  test('up and down about the same number are opposites', () => {
    expect(verify('2021年国内生产总值比上年下降8.1%。', economy).missing.direction).toBe(true);
    expect(verify('Revenue fell 29 percent to $83.4 billion.', apple).missing.direction).toBe(true);
    expect(verify('Revenue rose 29 percent to $83.4 billion.', apple).missing.direction).toBeUndefined();
  });

  test('a "not" elsewhere in the source denies nothing', () => {
    const source = snippet('普通感冒一般不需要使用抗生素。多休息、多喝水，一般5至7天可自愈，无须担心。');
    expect(verify('普通感冒一般需要使用抗生素。', source).missing.negation).toBe(true);
    expect(verify('多休息、多喝水，一般5至7天可自愈。', source).missing.negation).toBeUndefined();
    expect(verify('普通感冒一般不需要使用抗生素。', source)).toMatchObject({ verdict: 'found' });
  });

  test('words that only begin like a "not" deny nothing', () => {
    const source = snippet('这座大桥不仅连接两岸，而且非常有名，每天有很多人来参观。');
    expect(verify('这座大桥连接两岸，而且有名，每天有很多人来参观。', source).missing.negation).toBeUndefined();
  });
});

describe('evidence', () => {
  test('is at most three sentences, best first, letter for letter', () => {
    const text = '甲塔高120米。乙塔建于1990年，由王先生设计。丙塔在河边，游客很多。丁塔已经关闭。';
    const { evidence } = verify('乙塔由王先生设计，建于1990年，甲塔高120米，丙塔在河边。', snippet(text));
    expect(evidence.length).toBeLessThanOrEqual(3);
    expect(text.slice(evidence[0]?.start, evidence[0]?.end)).toBe('乙塔建于1990年，由王先生设计。');
  });

  test('names the source it stands in, past one too short to check', () => {
    const { evidence } = verifyTogether('比上年末增加48万人。', [snippet('短。'), apple, economy]);
    expect(evidence[0]?.source).toBe(2);
  });

  test('a title helps a sentence and is no evidence by itself', () => {
    const source = snippet('全长1313米，2009年建成通车，总投资约3.2亿元。', '临江大桥');
    expect(verify('临江大桥全长1313米。', source).score).toBeGreaterThan(
      verify('临江大桥全长1313米。', snippet(source.text)).score,
    );
  });
});

// ---- on data nobody here wrote; skipped, visibly, where it is not there

const folder = join(process.env.PANGDA_MATERIAL ?? join(import.meta.dirname, '../../../../shared'), 'data');
// biome-ignore lint/suspicious/noExplicitAny: rows of a foreign file, as its README describes them
const rows = (name: string): any[] =>
  existsSync(join(folder, name))
    ? readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];

const begin = rows('begin_wow_dev.jsonl');
const facts = ['nc_rgb_zh_fact_a.jsonl', 'nc_rgb_en_fact_a.jsonl'].flatMap(rows);

describe('on foreign data', () => {
  test.skipIf(begin.length === 0)(`"found" and "not found" agree with people (${begin.length} replies)`, () => {
    const judged = begin.map(({ claim, source_sents: lines, label }) => ({
      isSupported: label === 'supported',
      verdict: verify(claim, snippet(lines.join('\n'))).verdict,
    }));
    const precision = (verdict: string, wanted: boolean): number => {
      const some = judged.filter((one) => one.verdict === verdict);
      return some.filter(({ isSupported }) => isSupported === wanted).length / some.length;
    };
    expect(precision('found', true)).toBeGreaterThan(0.9);
    expect(precision('notFound', false)).toBeGreaterThan(0.95);
  });

  test.skipIf(facts.length === 0)(`a whole result is told from its edited copy (${facts.length} questions)`, () => {
    let edited = 0;
    let told = 0;
    for (const { positive, positive_wrong: wrong } of facts) {
      positive.forEach((text: string, index: number) => {
        if (wrong[index] === undefined || wrong[index] === text || text.trim().length < 20) return;
        edited++;
        if (!isComplete(verify(wrong[index], snippet(text)).missing)) told++;
        expect(isComplete(verify(text.slice(0, 300), snippet(text)).missing)).toBe(true);
      });
    }
    expect(told / edited).toBeGreaterThan(0.7);
  });
});
