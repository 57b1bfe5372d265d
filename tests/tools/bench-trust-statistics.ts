/** Chance, shares and baselines for bench:trust. */
import { words } from '../../lib/grounding/segment.ts';

/** Seeded numbers in [0, 1), so that two runs draw alike (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = result[last] as T; // both are inside the array
    result[last] = result[other] as T;
    result[other] = kept;
  }
  return result;
}

/** A share, to four places; null where there is nothing to take a share of. */
export const share = (part: number, whole: number): number | null => (whole === 0 ? null : round(part / whole));

export const round = (value: number, places = 4): number => Math.round(value * 10 ** places) / 10 ** places;

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Chance that one of the good scores above one of the bad; half for equals. Null where either is missing. */
export function auroc(good: readonly number[], bad: readonly number[]): number | null {
  if (good.length === 0 || bad.length === 0) return null;
  const all = [...good.map((score) => ({ score, isGood: true })), ...bad.map((score) => ({ score, isGood: false }))];
  all.sort((a, b) => a.score - b.score);
  let wins = 0;
  for (let from = 0, below = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.score === all[from]?.score) to++;
    const equals = all.slice(from, to);
    const ours = equals.filter(({ isGood }) => isGood).length;
    wins += ours * (below + (equals.length - ours) / 2);
    below += equals.length - ours;
    from = to;
  }
  return round(wins / (good.length * bad.length));
}

/** Mean of the shares judged rightly among the good and among the bad. */
export function balancedAccuracy(good: readonly boolean[], bad: readonly boolean[]): number | null {
  if (good.length === 0 || bad.length === 0) return null;
  const right = good.filter(Boolean).length / good.length + bad.filter((taken) => !taken).length / bad.length;
  return round(right / 2);
}

/** The plainest check: share of a claim's distinct words that stand anywhere in the text. */
export function plainOverlap(claim: string, text: string): number {
  const ours = new Set(words(claim));
  const theirs = new Set(words(text));
  return [...ours].filter((word) => theirs.has(word)).length / Math.max(1, ours.size);
}

/** Texts by how well they match a question, best first: the usual BM25 (k1 1.2, b 0.75) over letters, pairs and words. */
export function createBm25(texts: readonly string[]): (question: string) => { index: number; score: number }[] {
  const bags = texts.map((text) => {
    const counts = new Map<string, number>();
    const all = words(text);
    for (const word of all) counts.set(word, (counts.get(word) ?? 0) + 1);
    return { counts, size: all.length };
  });
  const average = mean(bags.map(({ size }) => size)) || 1;
  const holding = new Map<string, number>();
  for (const { counts } of bags) for (const word of counts.keys()) holding.set(word, (holding.get(word) ?? 0) + 1);
  const rarity = (word: string): number => {
    const n = holding.get(word) ?? 0;
    return Math.log(1 + (texts.length - n + 0.5) / (n + 0.5));
  };
  return (question) => {
    const terms = [...new Set(words(question))].filter((word) => holding.has(word));
    const scored = bags.map(({ counts, size }, index) => {
      const norm = 1.2 * (0.25 + (0.75 * size) / average);
      const score = terms.reduce((sum, term) => {
        const count = counts.get(term) ?? 0;
        return count === 0 ? sum : sum + (rarity(term) * count * 2.2) / (count + norm);
      }, 0);
      return { index, score };
    });
    return scored.sort((a, b) => b.score - a.score || a.index - b.index);
  };
}

/** Texts by how many of the question's distinct letters, pairs and words they hold, best first. */
export function byOverlap(question: string, texts: readonly string[]): string[] {
  const asked = new Set(words(question));
  return texts
    .map((text) => ({ text, same: [...new Set(words(text))].filter((word) => asked.has(word)).length }))
    .sort((a, b) => b.same - a.same)
    .map(({ text }) => text);
}

/** ROUGE-L by letters, as F: how much of each text the other holds in order, 0 to 1. */
export function rougeL(text: string, answer: string): number {
  const a = Array.from(text.replace(/\s/g, ''));
  const b = Array.from(answer.replace(/\s/g, ''));
  let row = new Uint32Array(b.length + 1);
  for (const letter of a) {
    const next = new Uint32Array(b.length + 1);
    b.forEach((other, at) => {
      next[at + 1] = letter === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0);
    });
    row = next;
  }
  const same = row.at(-1) ?? 0;
  return same === 0 ? 0 : (2 * same) / (a.length + b.length);
}

/** Milliseconds this thread has worked, so that other work on the machine does not count. */
export function worked(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
