import type { DeletionEntry, RecordEntry } from '../model/ledger.ts';
import { blockOf, blockRow, blockSize } from './blocks.ts';
import { type Body, chained, isDeletion, isRecord, type Written } from './chain.ts';
import { asHead, asNumbers, type Fresh, headOf, type LedgerDatabase, type Writing } from './database.ts';
import { facetOf, facetRow, facetsOf } from './facets.ts';
import { bucketed } from './postings.ts';
import { packedRow, type Row } from './rows.ts';
import { indexedTerms } from './tokens.ts';

const stores = ['entries', 'fresh', 'blocks', 'contents', 'facets', 'postings', 'meta'] as const;

export const writing = (db: LedgerDatabase): Writing => db.transaction([...stores], 'readwrite');

/** What is put down of an entry while it lies by itself. */
interface Loose {
  row: Row;
  fresh: Fresh | undefined;
}

/** Records to delete. */
export interface Gone {
  seqs: readonly number[];
  /** No other records are there. */
  isAll?: boolean;
}

/** Appends, and makes gaps, in one transaction. A deletion among the bodies says when. */
export async function written(
  db: LedgerDatabase,
  bodies: readonly Body[],
  { seqs: gone, isAll = false }: Gone = { seqs: [] },
): Promise<(RecordEntry | DeletionEntry)[]> {
  for (;;) {
    const head = await headOf(db);
    // Hashing is not the database's work, and a transaction does not wait for anything else.
    const made = await chained(head, bodies);
    const loose = made.map(looseOf);
    const entries = made.map(({ entry }) => entry);
    const tx = writing(db);
    const now = asHead(await tx.objectStore('meta').get('head'));
    if (now.seq !== head.seq || now.hash !== head.hash) {
      await tx.done;
      continue;
    }
    try {
      const atMs = entries.find(isDeletion)?.deletion.atMs ?? 0;
      if (gone.length > 0) await markGone(tx, { seqs: gone, isAll, atMs });
      await putDown(tx, loose);
      const { seq, hash } = entries.at(-1) ?? head;
      await tx.objectStore('meta').put({ seq, hash }, 'head');
    } catch (thrown) {
      tx.done.catch(() => {}); // the same failure once more
      throw thrown;
    }
    await tx.done;
    return entries;
  }
}

function looseOf({ entry, text }: Written): Loose {
  const row = packedRow(entry, text);
  if (!isRecord(entry)) return { row, fresh: undefined };
  return { row, fresh: { terms: indexedTerms(entry.record), facet: facetOf(entry) } };
}

/** Entries by themselves; all that now fill a block become one. */
async function putDown(tx: Writing, added: readonly Loose[]): Promise<void> {
  const firstLoose = (await tx.objectStore('entries').openKeyCursor())?.key;
  const first = firstLoose ?? added[0]?.row.seq;
  const last = added.at(-1)?.row.seq;
  if (first === undefined || last === undefined) return;
  let loose = [...added];
  const puts: Promise<unknown>[] = [];
  if (last >= blockOf(first) + blockSize - 1) {
    loose = [...(await allLoose(tx)), ...added];
    puts.push(tx.objectStore('entries').clear(), tx.objectStore('fresh').clear());
    for (let from = blockOf(first); from + blockSize - 1 <= last; from += blockSize) {
      const inBlock = loose.filter(({ row }) => row.seq >= from && row.seq < from + blockSize);
      puts.push(...putBlock(tx, from, inBlock));
    }
    const rest = blockOf(last) + blockSize - 1 === last ? last + 1 : blockOf(last);
    loose = loose.filter(({ row }) => row.seq >= rest);
  }
  for (const { row, fresh } of loose) {
    puts.push(tx.objectStore('entries').put(row));
    if (fresh) puts.push(tx.objectStore('fresh').put(fresh, row.seq));
  }
  await Promise.all(puts);
}

async function allLoose(tx: Writing): Promise<Loose[]> {
  const [rows, seqs, fresh] = await Promise.all([
    tx.objectStore('entries').getAll(),
    tx.objectStore('fresh').getAllKeys(),
    tx.objectStore('fresh').getAll(),
  ]);
  const known = new Map(seqs.map((seq, index) => [seq, fresh[index]]));
  return rows.map((row) => ({ row, fresh: known.get(row.seq) }));
}

function putBlock(tx: Writing, from: number, loose: readonly Loose[]): Promise<unknown>[] {
  const byOrdinal = new Map(loose.map(({ row, fresh }) => [row.seq - from, fresh]));
  const fresh = Array.from({ length: blockSize }, (_, ordinal) => byOrdinal.get(ordinal));
  const { row, content } = blockRow(
    from,
    loose.map((each) => each.row),
  );
  const puts: Promise<unknown>[] = [
    tx.objectStore('blocks').put(row),
    tx.objectStore('contents').put(content, from),
    tx.objectStore('facets').put(
      facetRow(
        from,
        fresh.map((each) => each?.facet),
      ),
    ),
  ];
  for (const [bucket, bytes] of bucketed(fresh.map((each) => each?.terms)))
    puts.push(tx.objectStore('postings').put({ bucket, from, bytes }));
  return puts;
}

/** Records become gaps: nothing reads them any more. In blocks their bytes are left to be swept away. */
async function markGone(tx: Writing, { seqs: gone, isAll, atMs }: Required<Gone> & { atMs: number }): Promise<void> {
  const isLoose = new Set(await tx.objectStore('entries').getAllKeys());
  const blocks = Map.groupBy(
    gone.filter((seq) => !isLoose.has(seq)),
    blockOf,
  );
  for (const seq of gone.filter((each) => isLoose.has(each))) {
    const row = await tx.objectStore('entries').get(seq);
    if (row) void tx.objectStore('entries').put({ seq, prev: row.prev, hash: row.hash, deletedAtMs: atMs });
    void tx.objectStore('fresh').delete(seq);
  }
  if (blocks.size === 0) return;
  // To clear the index takes long, and nothing is found by it any more: what it names are gaps now.
  if (isAll) await tx.objectStore('meta').put([Math.max(...blocks.keys()), 0], 'unindex');
  const sweep = new Set(asNumbers(await tx.objectStore('meta').get('sweep')));
  await Promise.all(
    [...blocks].map(async ([from, seqs]) => {
      const isEmpty = await markInBlock(tx, { from, seqs, atMs });
      if (isEmpty && isAll) sweep.delete(from);
      else sweep.add(from);
    }),
  );
  await tx.objectStore('meta').put([...sweep], 'sweep');
}

/** Returns whether nothing is left in it; then its bytes are gone already. */
async function markInBlock(
  tx: Writing,
  { from, seqs, atMs }: { from: number; seqs: readonly number[]; atMs: number },
): Promise<boolean> {
  const [block, row] = await Promise.all([tx.objectStore('blocks').get(from), tx.objectStore('facets').get(from)]);
  const facets = row ? facetsOf(row) : [];
  for (const seq of seqs) {
    if (block) block.gone[seq - from] = atMs;
    facets[seq - from] = undefined;
  }
  const isEmpty = block?.gone.every((gone) => gone !== 0) ?? true;
  if (block && isEmpty) block.ends.fill(0);
  if (isEmpty) void tx.objectStore('contents').delete(from);
  if (block) void tx.objectStore('blocks').put(block);
  await tx.objectStore('facets').put(facetRow(from, facets));
  return isEmpty;
}
