import { expect, test, vi } from 'vitest';
import { createBlocks } from '../../../lib/markdown/blocks.ts';

// A machine may be busy; only what this thread has worked is compared.
vi.setConfig({ testTimeout: 60_000 });

/** Texts of about `length` characters on which readers of Markdown have been seen to take time by its square or worse. */
const nasty: Record<string, (length: number) => string> = {
  'code in a link that never closes': (length) => `[${'` a '.repeat(length / 4)}](https://x.example)`,
  'longer and longer runs of backticks': (length) =>
    Array.from({ length: Math.sqrt(length * 2) }, (_, index) => '`'.repeat(index)).join(' '),
  'a definition of spaces': (length) => `[x]:${' '.repeat(length)}x`,
  'spaces before a break that is none': (length) => `a${' '.repeat(length)}b`,
  'links that only begin': (length) => '[.'.repeat(length / 2),
  'addresses that only begin': (length) => '<.'.repeat(length / 2),
  'one run of underscores': (length) => `${'_'.repeat(length)} a`,
  'emphasis that opens and opens': (length) => '*a _b '.repeat(length / 6),
  'a declaration that never closes': (length) => `<!x ${'a>'.repeat(length / 2)}`,
  'code after code': (length) => '`x` '.repeat(length / 4),
  'a link to spaces': (length) => `[](${' '.repeat(length)}`,
  'one run of tildes': (length) => `intro\n${'~'.repeat(length)}`,
  'a tag with attributes and no end': (length) => `<tag ${' ""'.repeat(length / 3)} <" />`,
  'links in links': (length) => `[x]: x\n\n[${'\\[\\](\\['.repeat(length / 8)}`,
  'quotes in quotes': (length) => `${'> '.repeat(length / 2)}a`,
};

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

test.each(Object.entries(nasty))('four times as long takes about four times the time: %s', (_kind, make) => {
  read(make(12_000)); // the first time compiles
  // Of some tries the best: a collection of garbage in a few milliseconds of work is no growth. The square would be 16.
  let ratio = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 4 && ratio >= 9; tries++)
    ratio = read(make(48_000)).all / Math.max(read(make(12_000)).all, 1);
  expect(ratio).toBeLessThan(9);
});
