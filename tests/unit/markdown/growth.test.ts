import { expect, test, vi } from 'vitest';
import { createBlocks } from '../../../lib/markdown/blocks.ts';
import { slowDocuments } from '../../fixtures/hostile/slow.ts';

// A machine may be busy; only what this thread has worked is compared.
vi.setConfig({ testTimeout: 60_000 });

/** ms of work to read it as it grows, and the longest step of it; of some runs the least. */
function read(text: string): { all: number; longest: number } {
  const runs = [0, 1].map(() => {
    const blocks = createBlocks();
    let [all, longest] = [0, 0];
    for (let at = 0; at < text.length; at += 240) {
      const before = process.threadCpuUsage();
      blocks.push(text.slice(at, at + 240));
      const { user, system } = process.threadCpuUsage(before);
      all += (user + system) / 1000;
      longest = Math.max(longest, (user + system) / 1000);
    }
    return { all, longest };
  });
  return { all: Math.min(...runs.map(({ all }) => all)), longest: Math.min(...runs.map(({ longest }) => longest)) };
}

test.each(Object.entries(slowDocuments))('four times as long takes about four times the time: %s', (_kind, make) => {
  read(make(12_000)); // the first time compiles
  // Of some tries the best: a collection of garbage in a few milliseconds of work is no growth. The square would be 16.
  let ratio = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 4 && ratio >= 9; tries++)
    ratio = read(make(48_000)).all / Math.max(read(make(12_000)).all, 1);
  expect(ratio).toBeLessThan(9);
});
