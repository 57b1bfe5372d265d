/** Two rows of words, laid beside each other. */
export interface Alignment {
  /** For each word of the first row, its partner's index in the second, or -1. */
  partner: Int32Array;
  /** How many have one. */
  matched: number;
}

/** Longer rows are cut: sentences are shorter, and the work grows with the product. */
const longest = 400;

/**
 * The longest common subsequence of two rows of words. Among equally long ones it prefers unbroken runs, so that what
 * was exchanged stands out. Costs the product of the lengths, each at most 400.
 */
export function align(one: readonly string[], other: readonly string[]): Alignment {
  const ids = new Map<string, number>();
  const idOf = (word: string): number => {
    const id = ids.get(word) ?? ids.size;
    ids.set(word, id);
    return id;
  };
  const rows = Math.min(one.length, longest);
  const columns = Math.min(other.length, longest);
  const a = Int32Array.from(one.slice(0, rows), idOf);
  const b = Int32Array.from(other.slice(0, columns), idOf);
  const width = columns + 1;
  // A match counts 8, one that follows on another 9: unbroken runs win ties and little else.
  const best = new Int32Array((rows + 1) * width);
  const ending = new Int32Array((rows + 1) * width); // best that ends with this very match, 0: no match here
  for (let i = 1; i <= rows; i++) {
    for (let j = 1; j <= columns; j++) {
      const at = i * width + j;
      const up = best[at - width] ?? 0;
      const left = best[at - 1] ?? 0;
      let top = up > left ? up : left;
      if (a[i - 1] === b[j - 1]) {
        const before = best[at - width - 1] ?? 0;
        const run = ending[at - width - 1] ?? 0;
        const value = Math.max(before + 8, run > 0 ? run + 9 : 0);
        ending[at] = value;
        if (value > top) top = value;
      }
      best[at] = top;
    }
  }
  const partner = new Int32Array(one.length).fill(-1);
  let matched = 0;
  let isRun = false;
  for (let i = rows, j = columns; i > 0 && j > 0; ) {
    const at = i * width + j;
    const here = ending[at] ?? 0;
    if (here > 0 && (isRun || here === best[at])) {
      partner[i - 1] = j - 1;
      matched++;
      const run = ending[at - width - 1] ?? 0;
      isRun = run > 0 && here === run + 9;
      i--;
      j--;
    } else if ((best[at - width] ?? 0) >= (best[at - 1] ?? 0)) i--;
    else j--;
  }
  return { partner, matched };
}
