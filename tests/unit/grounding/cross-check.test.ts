import { describe, expect, test } from 'vitest';
import { crossChecks } from '../../../lib/grounding/cross-check.ts';
import { source } from './make.ts';

const others = [
  source(2, '零下十度，三元电池大约少放10%到15%的电，磷酸铁锂少得更多。'),
  source(3, '热泵在零下十度以下也会吃力，能省的电不多。'),
];

describe('a text that cites nothing', () => {
  test('is borne out by the source that says the same, which is named', () => {
    const [check] = crossChecks('零下十度，三元电池大约少放10%到15%的电。', others);
    expect(check).toMatchObject({ verdict: 'found', badNumbers: [] });
    expect(check?.evidence[0]).toMatchObject({ source: 2 });
    expect(check?.sources).toContain(2);
  });

  test('with another number is not', () => {
    const [check] = crossChecks('零下十度，三元电池大约少放30%到35%的电。', others);
    expect(check?.verdict).not.toBe('found');
    expect(check?.missing.numbers.length).toBeGreaterThan(0);
  });

  test('that nobody else says is not found', () => {
    expect(crossChecks('轮胎气压每降一成，油耗要升百分之二。', others)[0]?.verdict).toBe('notFound');
  });

  test('keeps the offsets of its sentences', () => {
    const text = '热泵在零下十度以下也会吃力。\n\n轮胎气压每降一成，油耗要升百分之二。';
    const checks = crossChecks(text, others);
    expect(checks.map(({ start, end }) => text.slice(start, end))).toEqual([
      '热泵在零下十度以下也会吃力。',
      '轮胎气压每降一成，油耗要升百分之二。',
    ]);
  });

  test('without other sources cannot be checked', () => {
    expect(crossChecks('热泵在零下十度以下也会吃力。', [])[0]?.verdict).toBe('cannotCheck');
  });
});
