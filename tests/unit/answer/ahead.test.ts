import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ahead } from '../../../lib/answer/ahead.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what is begun is done when others have had their turn, and can be taken', async () => {
  const order: string[] = [];
  const work = ahead(async () => {
    order.push('work');
    return 'done';
  });
  work.begin();
  order.push('others');
  await vi.runAllTimersAsync();
  expect(order).toEqual(['others', 'work']);
  expect(await work.taken()).toBe('done');
});

test('what was taken before it was begun is not done any more', async () => {
  const work = vi.fn(async () => 'done');
  const { begin, taken } = ahead(work);
  begin();
  expect(taken()).toBeUndefined();
  await vi.runAllTimersAsync();
  expect(work).not.toHaveBeenCalled();
});

test('what nobody began is not there', () => {
  expect(ahead(async () => 'done').taken()).toBeUndefined();
});

test('a failure is for whoever takes it, and for nobody else', async () => {
  const { begin, taken } = ahead(() => Promise.reject(new Error('no')));
  begin();
  await vi.runAllTimersAsync();
  await expect(taken()).rejects.toThrow('no');
});
