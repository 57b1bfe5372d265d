import type { LedgerDatabase } from './database.ts';
import { bucketOf, ordinalsOf } from './postings.ts';
import { termHash } from './tokens.ts';

/** Seqs of the records that have all the terms, newest first. A rare stranger may be among them: hashes can meet. */
export async function candidates(db: LedgerDatabase, terms: readonly string[]): Promise<number[]> {
  const tx = db.transaction(['postings', 'segments', 'fresh']);
  const hashes = [...new Set(terms.map(termHash))];
  const [numbers, segments, freshSeqs, fresh, ...pieces] = await Promise.all([
    tx.objectStore('segments').getAllKeys(),
    tx.objectStore('segments').getAll(),
    tx.objectStore('fresh').getAllKeys(),
    tx.objectStore('fresh').getAll(),
    ...hashes.map((hash) => {
      const bucket = bucketOf(hash);
      return tx.objectStore('postings').getAll(IDBKeyRange.bound([bucket], [bucket, []]));
    }),
  ]);
  const seqs: number[] = [];
  for (const [index, seq] of freshSeqs.entries()) {
    if (hashes.every((hash) => has(fresh[index] ?? new Uint32Array(), hash))) seqs.push(seq);
  }
  const bySegment = pieces.map((found) => new Map(found.map(({ segment, bytes }) => [segment, bytes])));
  for (const [index, ofSegment] of segments.entries()) {
    const segment = numbers[index] ?? 0;
    let common: number[] | undefined;
    for (const [word, hash] of hashes.entries()) {
      const ordinals = ordinalsOf(bySegment[word]?.get(segment) ?? new Uint8Array(), hash);
      const set: ReadonlySet<number> = new Set(ordinals);
      common = common ? common.filter((ordinal) => set.has(ordinal)) : [...ordinals];
      if (common.length === 0) break;
    }
    for (const ordinal of common ?? []) seqs.push(ofSegment[ordinal] ?? 0);
  }
  return seqs.sort((a, b) => b - a);
}

/** Whether ascending numbers hold one. */
function has(sorted: Uint32Array, wanted: number): boolean {
  let [low, high] = [0, sorted.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = sorted[middle] ?? 0;
    if (value === wanted) return true;
    if (value < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
