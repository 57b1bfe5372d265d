import { expect, test } from 'vitest';
import { leastAtOnce, mostAtOnce, nextPortion, portionEnd } from '../../../lib/chat/portions.ts';

const paragraph = (length: number) => `${'x'.repeat(length - 2)}\n\n`;

test('a portion ends behind the last blank line before its end, or else behind the next', () => {
  expect(portionEnd(paragraph(60) + paragraph(30) + paragraph(500), 0, 100)).toBe(90);
  expect(portionEnd(paragraph(130) + paragraph(500), 0, 100)).toBe(130);
  expect(portionEnd(paragraph(100) + paragraph(500), 0, 100)).toBe(100);
  expect(portionEnd(paragraph(10) + paragraph(90) + paragraph(500), 10, 100)).toBe(100);
});

test('where no blank line is near it is as long as it is to be', () => {
  expect(portionEnd(paragraph(20) + paragraph(500), 0, 100)).toBe(100);
  expect(portionEnd(paragraph(160) + paragraph(500), 0, 100)).toBe(100);
  expect(portionEnd('x'.repeat(1_000), 200, 300)).toBe(500);
});

test('portions go forward, none is longer than half as long again, and together they are the text', () => {
  const text = [5, 120, 40, 333, 2, 80, 900, 64, 11_000, 7].map(paragraph).join('');
  for (const atOnce of [1, 7, 80, 300, 8_000]) {
    let from = 0;
    while (from < text.length) {
      const end = portionEnd(text, from, atOnce);
      expect(end).toBeGreaterThan(from);
      expect(end - from).toBeLessThanOrEqual(Math.min(atOnce * 1.5 + 2, mostAtOnce));
      from = end;
    }
    expect(from).toBe(text.length);
  }
});

test('what is drawn quickly is followed by more, what takes long by less, within bounds', () => {
  expect(nextPortion(300, 5)).toBe(600);
  expect(nextPortion(600, 20)).toBe(600);
  expect(nextPortion(600, 50)).toBe(leastAtOnce);
  expect(nextPortion(leastAtOnce, 500)).toBe(leastAtOnce);
  expect(nextPortion(mostAtOnce, 1)).toBe(mostAtOnce);
});
