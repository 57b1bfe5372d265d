/**
 * Time it takes to read a growing answer as Markdown: `node tests/tools/bench-markdown.ts [kind…]`.
 * A token is 4 characters, a flush 60 tokens (about what one frame shows of a very fast model). `growth` is the exponent
 * b of time ~ length^b between the shortest and the longest answer; 1 is linear.
 */
import { readFileSync } from 'node:fs';
import { createBlocks } from '../../lib/markdown/blocks.ts';
import { answerText, huge, seeded } from '../unit/markdown/documents.ts';

const TOKEN = 4;
const FLUSH = 60;
const LENGTHS = [2_000, 8_000, 40_000];

/** Milliseconds this thread has worked, so that other work on the machine does not count. */
function worked(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

interface Measured {
  milliseconds: number;
  flushes: number[];
}

function measured(text: string): Measured {
  const blocks = createBlocks();
  const flushes: number[] = [];
  const began = worked();
  for (let at = 0; at < text.length; at += TOKEN * FLUSH) {
    const delta = text.slice(at, at + TOKEN * FLUSH);
    const start = performance.now();
    blocks.push(delta);
    flushes.push(performance.now() - start);
  }
  blocks.end();
  return { milliseconds: worked() - began, flushes };
}

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

function row(name: string, texts: readonly string[]): void {
  const results = texts.map((text) => {
    const runs = [measured(text), measured(text), measured(text)];
    // The least of three: what else the machine does only ever adds.
    return {
      milliseconds: Math.min(...runs.map((run) => run.milliseconds)),
      // The least of three per flush: a pause of the machine is not ours.
      longestFlush: Math.max(
        ...(runs[0]?.flushes ?? []).map((_, at) => Math.min(...runs.map((run) => run.flushes[at] ?? 0))),
      ),
      p99: Math.min(...runs.map((run) => quantile(run.flushes, 0.99))),
    };
  });
  const [first, last] = [results[0], results.at(-1)];
  const [short, long] = [texts[0]?.length ?? 1, texts.at(-1)?.length ?? 1];
  const growth =
    first && last && long > short
      ? (Math.log(last.milliseconds / first.milliseconds) / Math.log(long / short)).toFixed(2)
      : '–';
  console.log(
    `${name.padEnd(38)} ${results
      .map((result, index) =>
        ((result.milliseconds * 1000) / ((texts[index]?.length ?? 1) / TOKEN)).toFixed(1).padStart(7),
      )
      .join(' ')} µs/token  growth ${growth}  flush p99 ${(last?.p99 ?? 0).toFixed(1)} longest ${results
      .map((result) => result.longestFlush.toFixed(1))
      .join(' / ')} ms`,
  );
}

const wanted = process.argv.slice(2);
measured(answerText(seeded(9), 40_000)); // warm up
const kinds: Record<string, (random: () => number, length: number) => string> = { answer: answerText, ...huge };
for (const [kind, make] of Object.entries(kinds)) {
  if (wanted.length > 0 && !wanted.includes(kind)) continue;
  row(
    kind,
    LENGTHS.map((tokens) => make(seeded(3), tokens * TOKEN)),
  );
}

// Documents made to be slow, from the material when it is there: the first quarter and the whole.
const material = process.env.PANGDA_MATERIAL ?? new URL('../../../shared', import.meta.url).pathname;
if (wanted.length === 0 || wanted.includes('slow')) {
  const slow = slowDocuments(`${material}/suites/marked-redos/redos-a.json`);
  if (slow.length === 0) console.log('slow documents: skipped, no material');
  for (const { name, markdown } of slow) row(name, [markdown.slice(0, markdown.length / 4), markdown]);
}

function slowDocuments(path: string): { name: string; markdown: string }[] {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return [];
  }
}
