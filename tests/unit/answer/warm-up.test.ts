import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stopWarmingUp, warmUpPrompt } from '../../../lib/answer/warm-up.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('several pages at once warm the prompt up once, a question interrupts it, and the next page goes on', () => {
  for (let page = 0; page < 3; page++) warmUpPrompt();
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersToNextTimer();
  expect(vi.getTimerCount()).toBe(1);
  stopWarmingUp();
  expect(vi.getTimerCount()).toBe(0);
  warmUpPrompt(); // of the very page that asks
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(1_500);
  warmUpPrompt();
  let parts = 0;
  for (; vi.getTimerCount() > 0 && parts < 20; parts++) vi.advanceTimersToNextTimer();
  expect(parts).toBeGreaterThan(1);
  expect(parts).toBeLessThan(20);
  warmUpPrompt();
  expect(vi.getTimerCount()).toBe(0);
});
