import { expect, test, vi } from 'vitest';
import { createBlocks } from '../../../lib/markdown/blocks.ts';
import { slowDocuments } from '../../fixtures/hostile/slow.ts';
import { growth } from '../growth.ts';

// A machine may be busy; only what this thread has worked is compared.
vi.setConfig({ testTimeout: 60_000 });

/** Reads it as it grows. */
function read(text: string): void {
  const blocks = createBlocks();
  for (let at = 0; at < text.length; at += 240) blocks.push(text.slice(at, at + 240));
}

test.each(Object.entries(slowDocuments))('four times as long takes about four times the time: %s', (_kind, make) => {
  // The square would be 16.
  expect(growth(read, make(12_000), make(48_000), 9)).toBeLessThan(9);
});
