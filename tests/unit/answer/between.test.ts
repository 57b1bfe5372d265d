import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pause, withPauses } from '../../../lib/answer/between.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** `count` events, so many milliseconds apart. */
async function* ticking(count: number, everyMs: number): AsyncGenerator<number> {
  for (let index = 0; index < count; index++) {
    await new Promise((done) => setTimeout(done, everyMs));
    yield index;
  }
}

/** When what came, by the fake clock. */
async function heard(events: AsyncIterable<number>, wants: (pauses: number) => boolean, quietMs?: () => number) {
  const startMs = performance.now();
  const seen: { what: number | 'pause'; atMs: number }[] = [];
  let pauses = 0;
  const over = (async () => {
    for await (const event of withPauses(events, () => wants(pauses), quietMs)) {
      if (event === pause) pauses++;
      seen.push({ what: event === pause ? 'pause' : event, atMs: performance.now() - startMs });
      if (event === pause) await new Promise((done) => setTimeout(done, 1)); // work takes time
    }
  })();
  await vi.runAllTimersAsync();
  await over;
  return seen;
}

const pausesIn = (seen: { what: number | 'pause'; atMs: number }[]) => seen.filter(({ what }) => what === 'pause');

test('a burst is not interrupted, and after it one pause follows another at once', async () => {
  async function* burst() {
    yield* ticking(10, 5);
    await new Promise((done) => setTimeout(done, 200));
    yield 10;
  }
  const seen = await heard(burst(), (pauses) => pauses < 3);
  expect(seen.map(({ what }) => what)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 'pause', 'pause', 'pause', 10]);
});

test('a steady stream without a real pause has its work done all the same, and late', async () => {
  const seen = await heard(ticking(200, 4), () => true);
  const [first] = pausesIn(seen);
  expect(first?.atMs).toBeGreaterThan(250);
  expect(first?.atMs).toBeLessThan(400);
  expect(seen.filter(({ what }) => what !== 'pause')).toHaveLength(200);
});

test('after a long burst the screen has its time before the work begins', async () => {
  const seen = await heard(
    ticking(10, 20),
    (pauses) => pauses < 1,
    () => 80,
  );
  expect(seen.at(-1)?.what).toBe(9);
  expect(pausesIn(seen)).toHaveLength(0);
  async function* thenSilent() {
    yield* ticking(10, 1);
    await new Promise((done) => setTimeout(done, 200));
    yield 10;
  }
  const [first] = pausesIn(
    await heard(
      thenSilent(),
      (pauses) => pauses < 1,
      () => 80,
    ),
  );
  expect(first?.atMs).toBeGreaterThanOrEqual(90);
});

test('a model that writes a hundred words a second has its work done between two of them', async () => {
  const seen = await heard(ticking(3, 10), (pauses) => pauses < 1);
  expect(seen.map(({ what }) => what)).toEqual(['pause', 0, 1, 2]);
});

test('a slow stream has its work done between any two events', async () => {
  const seen = await heard(ticking(3, 100), (pauses) => pauses < 100);
  expect(seen[0]?.what).toBe('pause');
  expect(pausesIn(seen).length).toBeGreaterThan(3);
});

test('nothing to do is no pause', async () => {
  expect(pausesIn(await heard(ticking(3, 100), () => false))).toEqual([]);
});
