import { blockSize } from './blocks.ts';
import { asHead, type Fresh, type LedgerDatabase } from './database.ts';
import { type Facet, type FacetRow, facetsOf } from './facets.ts';
import { bucketOf, ordinalsOf } from './postings.ts';
import { termHash } from './tokens.ts';

/** Blocks looked at in one step. What is common is found in the newest; for what is rare larger steps are quicker. */
const firstBlocks = 8;
const nextBlocks = 128;

/**
 * Seqs of the records that will do and have all the terms, newest first, some at a time. A rare stranger may be among
 * them, since hashes of terms can meet. `before`: only older ones.
 */
export async function* matching(
  db: LedgerDatabase,
  willDo: (facet: Facet) => boolean,
  { terms = [], before }: { terms?: readonly string[]; before?: number | undefined } = {},
): AsyncGenerator<number[]> {
  const hashes = [...new Set(terms.map(termHash))];
  const tx = db.transaction(['fresh', 'blocks', 'meta']);
  const below = IDBKeyRange.upperBound(before ?? Number.MAX_SAFE_INTEGER, true);
  const [head, seqs, fresh, newest] = await Promise.all([
    tx.objectStore('meta').get('head'),
    tx.objectStore('fresh').getAllKeys(below),
    tx.objectStore('fresh').getAll(below),
    tx.objectStore('blocks').openKeyCursor(below, 'prev'),
  ]);
  const says = ({ terms: all, facet }: Fresh) => willDo(facet) && hashes.every((hash) => has(all, hash));
  yield seqs.filter((_, index) => fresh[index] && says(fresh[index])).reverse();
  const last = newest?.key ?? 0;
  for (let [high, size] = [last, firstBlocks]; high >= 1; high -= size * blockSize, size = nextBlocks) {
    const low = Math.max(1, high - (size - 1) * blockSize);
    const found = await inBlocks(db, { low, high, willDo, hashes, head: asHead(head).hash });
    yield before === undefined ? found : found.filter((seq) => seq < before);
  }
}

interface Wanted {
  /** First seqs of the oldest and the newest block. */
  low: number;
  high: number;
  willDo: (facet: Facet) => boolean;
  hashes: readonly number[];
  /** Hash of the end of the chain. */
  head: string;
}

async function inBlocks(db: LedgerDatabase, { low, high, willDo, hashes, head }: Wanted): Promise<number[]> {
  const ordinals = hashes.length > 0 ? await ordinalsWith(db, hashes, [low, high]) : undefined;
  const seqs: number[] = [];
  for (const row of await facetRows(db, head, ordinals ? [...ordinals.keys()] : froms(low, high))) {
    const facets = facetsOf(row);
    for (const ordinal of ordinals?.get(row.from) ?? facets.keys()) {
      const facet = facets[ordinal];
      if (facet && willDo(facet)) seqs.push(row.from + ordinal);
    }
  }
  return seqs.reverse();
}

const froms = (low: number, high: number): number[] =>
  Array.from({ length: (high - low) / blockSize + 1 }, (_, index) => low + index * blockSize);

/** By block, ascending: which of its records have all the terms. Blocks without one are not there. */
async function ordinalsWith(
  db: LedgerDatabase,
  hashes: readonly number[],
  [low, high]: [number, number],
): Promise<Map<number, number[]>> {
  const { store } = db.transaction('postings');
  const pieces = await Promise.all(
    hashes.map((hash) => store.getAll(IDBKeyRange.bound([bucketOf(hash), low], [bucketOf(hash), high]))),
  );
  const byBlock = pieces.map((found) => new Map(found.map(({ from, bytes }) => [from, bytes])));
  const all = new Map<number, number[]>();
  for (const { from } of pieces[0] ?? []) {
    const ordinals = common(hashes.map((hash, word) => ordinalsOf(byBlock[word]?.get(from) ?? none, hash)));
    if (ordinals.length > 0) all.set(from, ordinals);
  }
  return all;
}

/** Facets as they were when the chain ended so: whatever is written or deleted makes it end otherwise. */
const known = new WeakMap<LedgerDatabase, { head: string; rows: Map<number, FacetRow> }>();

/** The facets of blocks, ascending. A page that filters and searches reads them once. */
async function facetRows(db: LedgerDatabase, head: string, wanted: readonly number[]): Promise<FacetRow[]> {
  let cache = known.get(db);
  if (cache?.head !== head) {
    cache = { head, rows: new Map() };
    known.set(db, cache);
  }
  const { rows } = cache;
  const lacking = wanted.filter((from) => !rows.has(from));
  if (lacking.length > 0) {
    const { store } = db.transaction('facets');
    const read =
      lacking.length < many
        ? await Promise.all(lacking.map((from) => store.get(from)))
        : await store.getAll(IDBKeyRange.bound(Math.min(...lacking), Math.max(...lacking)));
    for (const row of read) if (row) rows.set(row.from, row);
  }
  return wanted.flatMap((from) => rows.get(from) ?? []);
}

/** From so many on, one reading of all that lie between is quicker. */
const many = 8;

const none = new Uint8Array();

/** Ordinals that are in all. */
function common([first = none, ...others]: readonly Uint8Array[]): number[] {
  if (first.length === 0) return [];
  const sets = others.map((ordinals) => new Set(ordinals));
  return [...first].filter((ordinal) => sets.every((set) => set.has(ordinal)));
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
