import type { LedgerEntry, RecordEntry } from '../model/ledger.ts';
import { type BlockRow, blockOf, rowAt, spanOf } from './blocks.ts';
import { isRecord } from './chain.ts';
import type { LedgerDatabase } from './database.ts';
import { entryOf, type Row } from './rows.ts';

/** The rows at these places, in their order, wherever they lie; undefined: nothing is there. */
export async function rowsAt(db: LedgerDatabase, seqs: readonly number[]): Promise<(Row | undefined)[]> {
  const blocks = new Map<number, number[]>();
  for (const seq of seqs) blocks.set(blockOf(seq), [...(blocks.get(blockOf(seq)) ?? []), seq]);
  const found = new Map<number, Row>();
  await Promise.all(
    [...blocks].map(async ([from, wanted]) => {
      for (const row of await rowsOfBlock(db, from, wanted)) found.set(row.seq, row);
    }),
  );
  return seqs.map((seq) => found.get(seq));
}

/** From so many on, what lies between two texts is read along: one reading is quicker than some. */
const many = 4;

async function rowsOfBlock(db: LedgerDatabase, from: number, wanted: readonly number[]): Promise<Row[]> {
  const range = IDBKeyRange.bound(Math.min(...wanted), Math.max(...wanted));
  const { block, content, loose } = await readBlock(db, from, range);
  if (!block) return loose.filter(({ seq }) => wanted.includes(seq));
  const read = async (ordinals: readonly number[]): Promise<Row[]> => {
    const spans = ordinals.map((ordinal) => spanOf(block, ordinal));
    const [start, end] = [Math.min(...spans.map(([at]) => at)), Math.max(...spans.map(([, to]) => to))];
    const bytes = await bytesOf(content?.slice(start, end));
    return ordinals.flatMap((ordinal) => rowAt(block, ordinal, bytes, start) ?? []);
  };
  const ordinals = wanted.map((seq) => seq - from);
  if (ordinals.length >= many) return read(ordinals);
  return (await Promise.all(ordinals.map((ordinal) => read([ordinal])))).flat();
}

/** A block as it is at one moment, or the entries that are in none yet. */
export async function readBlock(
  db: LedgerDatabase,
  from: number,
  range: IDBKeyRange,
): Promise<{ block: BlockRow | undefined; content: Blob | undefined; loose: Row[] }> {
  const tx = db.transaction(['blocks', 'contents', 'entries']);
  const [block, content, loose] = await Promise.all([
    tx.objectStore('blocks').get(from),
    tx.objectStore('contents').get(from),
    tx.objectStore('entries').getAll(range),
  ]);
  return { block, content, loose };
}

/** Bytes of a stored Blob; none when its file is gone, which a verification then says of every record in it. */
export async function bytesOf(content: Blob | undefined): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array((await content?.arrayBuffer()) ?? new ArrayBuffer());
  } catch {
    return new Uint8Array();
  }
}

export const opened = (row: Row): LedgerEntry | 'damaged' => {
  try {
    return entryOf(row);
  } catch {
    return 'damaged';
  }
};

/** The records at these places; undefined for gaps and deletions. */
export async function entriesAt(
  db: LedgerDatabase,
  seqs: readonly number[],
): Promise<(RecordEntry | 'damaged' | undefined)[]> {
  return (await rowsAt(db, seqs)).map((row) => {
    const entry = row && opened(row);
    return entry === 'damaged' || (entry && isRecord(entry)) ? entry : undefined;
  });
}

/** The record at a place; undefined for a gap, a deletion, and what cannot be read. */
export async function entryAt(db: LedgerDatabase, seq: number): Promise<RecordEntry | undefined> {
  const [entry] = await entriesAt(db, [seq]);
  return entry === 'damaged' ? undefined : entry;
}
