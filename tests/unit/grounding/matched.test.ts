import { describe, expect, test } from 'vitest';
import { matchedRanges } from '../../../lib/grounding/matched.ts';
import { growth } from '../growth.ts';
import { hostile } from './make.ts';

const marked = (claim: string, quote: string): string[] =>
  matchedRanges(claim, quote).map(({ start, end }) => quote.slice(start, end));

describe('words that a sentence and a claim have in common', () => {
  test('are marked in few pieces; one Han letter alone is not', () => {
    expect(marked('大桥由李明远设计', '李明远设计了临江大桥，桥很长')).toEqual(['李明远设计', '大桥']);
    expect(marked('桥', '桥很长')).toEqual([]);
  });

  test('are found in other forms, in other scripts, and as numbers', () => {
    expect(marked('It announced 1,313 towers', 'announcing 1313 (tower) of it')).toEqual([
      'announcing',
      '1313',
      'tower',
    ]);
    expect(marked('Был построен мост', 'Старый мост здесь')).toEqual(['мост']);
    expect(marked('Un été dernier', 'En été.')).toEqual(['été']);
    expect(marked('𠮷田设计', '由𠮷田设计的')).toEqual(['𠮷田设计']);
  });

  test('common words are not marked', () => expect(marked('the tower is in it', 'the one is in it')).toEqual([]));

  test('ranges are in order, apart, within the text and never through a letter', () => {
    for (const claim of Object.values(hostile).map((text) => text.slice(0, 5_000)))
      for (const quote of [claim, `前${claim}`, [...claim].reverse().join('')]) {
        let last = 0;
        for (const { start, end } of matchedRanges(claim, quote)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(quote.codePointAt(start - 1) ?? 0).toBeLessThan(0x10000);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(quote.length);
      }
  });

  test(
    'takes linear time',
    () =>
      expect(
        growth((text: string) => matchedRanges(text, text), '大桥abc '.repeat(2_000), '大桥abc '.repeat(20_000), 60),
      ).toBeLessThan(60),
    30_000,
  );
});
