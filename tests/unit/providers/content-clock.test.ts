import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ContentClock } from '../../../lib/providers/content-clock.ts';

const timers = { firstMs: 60_000, slowFirstMs: 300_000, gapMs: 45_000, capMs: 300_000 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start(slow = false) {
  const expired = vi.fn();
  return { clock: new ContentClock(timers, slow, expired), expired };
}

test('silence before the first word lasts 60 s', () => {
  const { clock, expired } = start();
  vi.advanceTimersByTime(59_999);
  expect(expired).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect([expired.mock.calls.length, clock.failure?.code]).toEqual([1, 'timeout']);
});

test('slow servers and thinking models get 300 s', () => {
  const { expired } = start(true);
  vi.advanceTimersByTime(299_999);
  expect(expired).not.toHaveBeenCalled();
});

test('silence between words lasts 45 s from the last one', () => {
  const { clock, expired } = start();
  for (let word = 0; word < 5; word++) {
    clock.content();
    vi.advanceTimersByTime(44_000);
  }
  expect(expired).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(clock.failure?.code).toBe('stalled');
});

test('keep-alives are waited for before the first word, five minutes at most', () => {
  const { clock, expired } = start();
  for (let second = 0; second < 290; second += 10) {
    clock.keepAlive();
    vi.advanceTimersByTime(10_000);
  }
  expect(expired).not.toHaveBeenCalled();
  clock.keepAlive();
  vi.advanceTimersByTime(10_000);
  expect(clock.failure?.code).toBe('timeout');
});

test('keep-alives after the first word are no progress', () => {
  const { clock } = start();
  clock.content();
  for (let second = 0; second < 45; second += 5) {
    clock.keepAlive();
    vi.advanceTimersByTime(5000);
  }
  expect(clock.failure?.code).toBe('stalled');
});

test('after the end, counts are waited for 2 s, and their absence is no failure', () => {
  const { clock, expired } = start();
  clock.content();
  clock.farewell();
  clock.content();
  vi.advanceTimersByTime(2000);
  expect([expired.mock.calls.length, clock.failure]).toEqual([1, undefined]);
});

test('a stopped clock never expires', () => {
  const { clock, expired } = start();
  clock.stop();
  vi.advanceTimersByTime(1e6);
  expect(expired).not.toHaveBeenCalled();
});
