import type { DeletionEntry, GapEntry, LedgerEntry } from '../model/ledger.ts';
import { type BlockRow, blockSize, rowAt, spanOf } from './blocks.ts';
import { isDeletion, isGap, isRecord, type Link, type RecordStub } from './chain.ts';
import { asNumbers, type LedgerDatabase } from './database.ts';
import { bytesOf } from './entries.ts';
import { differing, type Facet, type FacetRow, facetOf, facetRow } from './facets.ts';
import { type Row, verifiedRow } from './rows.ts';

/** What the chain needs to know of an entry that was looked at; small, for it comes from another thread. */
export interface Checked {
  entry: RecordStub | GapEntry | DeletionEntry;
  /** Its content gives its hash, and everything about its row fits. */
  fits: boolean;
  /** What it is filtered and looked up by is what it says. */
  isListedRight: boolean;
}

/** Everything of a block computed anew. Undefined: there is no such block. */
export async function checkBlock(db: LedgerDatabase, from: number): Promise<Checked[] | undefined> {
  const tx = db.transaction(['blocks', 'contents', 'facets', 'meta']);
  const [block, content, facets, sweep] = await Promise.all([
    tx.objectStore('blocks').get(from),
    tx.objectStore('contents').get(from),
    tx.objectStore('facets').get(from),
    tx.objectStore('meta').get('sweep'),
  ]);
  if (!block) return undefined;
  const isSwept = !asNumbers(sweep).includes(from);
  return checkedBlock({ block, bytes: await bytesOf(content), facets, isSwept });
}

interface BlockParts {
  block: BlockRow;
  bytes: Uint8Array;
  facets: FacetRow | undefined;
  /** No bytes of deleted records are to be in it any more. */
  isSwept: boolean;
}

/** Everything of these parts of a block computed anew. */
export async function checkedBlock({ block, bytes, facets, isSwept }: BlockParts): Promise<Checked[]> {
  const right: (Facet | undefined)[] = [];
  const checking = [...rowsOf(block, bytes)].map(async ([ordinal, row]): Promise<Checked> => {
    const { entry, fits, facet } = await checkedRow(row);
    right[ordinal] = facet;
    const [start, end] = spanOf(block, ordinal);
    const isBare = !isSwept || !('deletedAtMs' in row) || start === end;
    return { entry, fits: fits && isBare, isListedRight: true };
  });
  const checked = await Promise.all(checking);
  const wrong = new Set(differing(facets, facetRow(block.from, right)).map((ordinal) => block.from + ordinal));
  // Of a record that cannot be read nobody knows what the list should show.
  for (const one of checked) one.isListedRight = !one.fits || !wrong.has(one.entry.seq);
  const last = checked.at(-1);
  if (last && !hasShape(block, bytes)) last.fits = false;
  return checked;
}

function* rowsOf(block: BlockRow, bytes: Uint8Array): Generator<[number, Row]> {
  for (let ordinal = 0; ordinal < blockSize; ordinal += 1) {
    const row = rowAt(block, ordinal, bytes);
    if (row) yield [ordinal, row];
  }
}

/** Nothing was added to a block that belongs to no record. */
const hasShape = (block: BlockRow, bytes: Uint8Array): boolean =>
  Object.keys(block).length === 6 &&
  bytes.length === block.ends.at(-1) &&
  [block.ends, block.sums, block.gone].every(({ length }) => length === blockSize) &&
  block.hashes.length === blockSize * 32;

/** An entry by itself, and what the list must show of it. */
export async function checkedRow(row: Row): Promise<Omit<Checked, 'isListedRight'> & { facet: Facet | undefined }> {
  const { entry, fits } = await verifiedRow(row);
  const { seq, prev, hash } = row;
  // Of what cannot be read, or stands elsewhere than it says, the row still tells its place.
  if (!entry || entry.seq !== seq || entry.prev !== prev)
    return { entry: { seq, prev, hash, isRecord: true }, fits: false, facet: undefined };
  const facet = isRecord(entry) && fits ? facetOf(entry) : undefined;
  return { entry: stubOf(entry), fits, facet };
}

function stubOf(entry: LedgerEntry): Checked['entry'] {
  if (isGap(entry) || isDeletion(entry)) return entry;
  const { seq, prev, hash }: Link = entry;
  return { seq, prev, hash, isRecord: true };
}
