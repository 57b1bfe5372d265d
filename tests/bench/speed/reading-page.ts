import { checksOf } from '../../../lib/grounding/checks.ts';
import { excerpts } from '../../../lib/grounding/excerpts.ts';
import { readPage } from '../../../lib/sites/index.ts';

function timed<T>(times: number, step: () => T): { first: number; median: number; value: T | undefined } {
  const all: number[] = [];
  let value: T | undefined;
  for (let time = 0; time < times; time++) {
    const start = performance.now();
    value = step();
    all.push(performance.now() - start);
  }
  const [first = 0] = all;
  return { first, median: all.sort((a, b) => a - b)[times >> 1] ?? 0, value };
}

/** Reads the page it runs in, quotes from it, and checks an answer against it. Milliseconds. */
function measure(answer: string) {
  const read = timed(20, () => readPage(document, new URL(location.href))?.page);
  const page = read.value;
  if (!page) return undefined;
  const quoted = timed(10, () => excerpts(page).length);
  const checked = timed(5, () => checksOf(answer, page.sources).length);
  return {
    sources: page.sources.length,
    readFirst: read.first,
    readAgain: read.median,
    quotes: quoted.median,
    checks: checked.value,
    check: checked.median,
  };
}

export type Measure = typeof measure;
Object.assign(globalThis, { pangdaMeasure: measure });
