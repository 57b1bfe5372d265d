import { expect, test } from 'vitest';
import { dayOf, oneMore, readSpent } from '../../../lib/settings/read-spent.ts';

const today = '2026-11-24';

test('requests of a day are counted up to the cap and not beyond', () => {
  const first = oneMore(readSpent(undefined), today, 2);
  const second = oneMore(first ?? readSpent(undefined), today, 2);
  expect([first, second]).toEqual([
    { day: today, requests: 1 },
    { day: today, requests: 2 },
  ]);
  expect(oneMore(second ?? readSpent(undefined), today, 2)).toBeUndefined();
});

test('another day begins at nothing', () => {
  expect(oneMore({ day: today, requests: 2 }, '2026-11-25', 2)).toEqual({ day: '2026-11-25', requests: 1 });
});

test('a cap of 0 is none', () => {
  expect(oneMore({ day: today, requests: 9999 }, today, 0)?.requests).toBe(10_000);
});

test('a day is the one on the local calendar', () => {
  expect(dayOf(new Date(2026, 0, 5, 23, 59, 59))).toBe('2026-01-05');
  expect(dayOf(new Date(2026, 0, 6, 0, 0, 0))).toBe('2026-01-06');
});

test.each([null, 3, { day: today, requests: -1 }, { day: 5, requests: 1 }, { day: today, requests: 'many' }])(
  '%j is read as nothing spent',
  (raw) => expect(readSpent(raw).requests).toBe(0),
);
