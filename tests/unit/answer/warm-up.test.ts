import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let stopWarmingUp: () => void;
let warmUpPrompt: () => void;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules(); // it warms up once
  ({ stopWarmingUp, warmUpPrompt } = await import('../../../lib/answer/warm-up.ts'));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('several pages at once warm the prompt up once, a question interrupts it, and the next page goes on', () => {
  for (let page = 0; page < 3; page++) warmUpPrompt();
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersToNextTimer();
  expect(vi.getTimerCount()).toBe(1);
  stopWarmingUp();
  expect(vi.getTimerCount()).toBe(0);
  warmUpPrompt();
  let parts = 0;
  for (; vi.getTimerCount() > 0 && parts < 20; parts++) vi.advanceTimersToNextTimer();
  expect(parts).toBeGreaterThan(1);
  expect(parts).toBeLessThan(20);
  warmUpPrompt();
  expect(vi.getTimerCount()).toBe(0);
});

test('the request that goes nowhere is made by the SDK, and nothing is fetched', async () => {
  const { provideSdk, sdk } = await import('../../../lib/providers/sdk.ts');
  const made: unknown[] = [];
  provideSdk(async () => {
    const { OpenAI, APIError } = await import('openai');
    return {
      APIError,
      OpenAI: class extends OpenAI {
        constructor(...options: ConstructorParameters<typeof OpenAI>) {
          made.push(options[0]?.baseURL);
          super(...options);
        }
      },
    };
  });
  await sdk();
  const fetched = vi.fn<typeof fetch>();
  vi.stubGlobal('fetch', fetched);
  warmUpPrompt();
  await vi.runAllTimersAsync();
  expect(made).toEqual(['https://warm-up.invalid/v1']);
  expect(fetched).not.toHaveBeenCalled();
});
