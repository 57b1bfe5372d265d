import { type BlockRow, blockSize, swept } from './blocks.ts';
import { asNumbers, type LedgerDatabase, type Writing } from './database.ts';
import { bytesOf } from './entries.ts';
import { buckets, without } from './postings.ts';
import { writing } from './write.ts';

/** Blocks swept in one step: more at once are quicker, but whoever reads or writes meanwhile waits for a step. */
const atOnce = 2;

/** Buckets of the index cleared in one step. */
const bucketsAtOnce = 16;

/** Of how many blocks there is something to sweep. */
export async function toSweep(db: LedgerDatabase): Promise<number> {
  const [blocks, unindex] = await Promise.all([db.get('meta', 'sweep'), db.get('meta', 'unindex')]);
  return asNumbers(blocks).length + (asNumbers(unindex)[0] ?? 0) / blockSize;
}

/**
 * Takes the texts and the words of deleted records out of some blocks. Whenever it is cut off, what was not done yet is
 * still marked as to be done. Returns whether there was something to sweep.
 */
export async function sweepSome(db: LedgerDatabase): Promise<boolean> {
  const blocks = asNumbers(await db.get('meta', 'sweep'));
  if (blocks.length === 0) return unindexSome(db);
  const froms = blocks.sort((a, b) => a - b).slice(0, atOnce);
  // Reading a Blob is not the database's work, and a transaction does not wait for it.
  const read = (await Promise.all(froms.map((from) => readOne(db, from)))).flat();
  const tx = writing(db);
  const puts: Promise<unknown>[] = [];
  for (const { block, bytes } of read) {
    // A text that cannot be read is left as it is: the record is not deleted, and somebody may still rescue it.
    if (bytes.length < endOf(block)) continue;
    const { row, content } = swept(block, bytes);
    puts.push(tx.objectStore('blocks').put(row), tx.objectStore('contents').put(content, row.from));
  }
  if (read.length > 0) puts.push(sweepIndex(tx, new Map(read.map(({ block }) => [block.from, block]))));
  const others = asNumbers(await tx.objectStore('meta').get('sweep')).filter((from) => !froms.includes(from));
  puts.push(tx.objectStore('meta').put(others, 'sweep'));
  await Promise.all(puts);
  await tx.done;
  return true;
}

/** After everything was deleted: a piece of the index of all that there was. */
async function unindexSome(db: LedgerDatabase): Promise<boolean> {
  const tx = writing(db);
  const meta = tx.objectStore('meta');
  const [upTo, bucket = 0] = asNumbers(await meta.get('unindex'));
  const isThere = upTo !== undefined;
  for (let each = bucket; isThere && each < bucket + bucketsAtOnce; each += 1)
    void tx.objectStore('postings').delete(IDBKeyRange.bound([each], [each, upTo]));
  if (isThere && bucket + bucketsAtOnce < buckets) void meta.put([upTo, bucket + bucketsAtOnce], 'unindex');
  else void meta.delete('unindex');
  await tx.done;
  return isThere;
}

interface ReadBlock {
  block: BlockRow;
  bytes: Uint8Array<ArrayBuffer>;
}

async function readOne(db: LedgerDatabase, from: number): Promise<ReadBlock[]> {
  const tx = db.transaction(['blocks', 'contents']);
  const [block, content] = await Promise.all([
    tx.objectStore('blocks').get(from),
    tx.objectStore('contents').get(from),
  ]);
  if (!block) return [];
  return [{ block, bytes: endOf(block) === 0 ? new Uint8Array() : await bytesOf(content) }];
}

/** How many bytes the records that are still there need. */
const endOf = ({ ends, gone }: BlockRow): number =>
  ends.reduce((most, end, ordinal) => (gone[ordinal] === 0 ? Math.max(most, end) : most), 0);

async function sweepIndex(tx: Writing, blocks: ReadonlyMap<number, BlockRow>): Promise<void> {
  const leaving = new Map(
    [...blocks].map(([from, { gone }]) => [from, new Set([...gone.keys()].filter((ordinal) => gone[ordinal] !== 0))]),
  );
  const [first, last] = [Math.min(...blocks.keys()), Math.max(...blocks.keys())];
  const postings = tx.objectStore('postings');
  const sweepBucket = async (bucket: number): Promise<void> => {
    for (const piece of await postings.getAll(IDBKeyRange.bound([bucket, first], [bucket, last]))) {
      const ordinals = leaving.get(piece.from);
      if (!ordinals) continue;
      const bytes = without(piece.bytes, ordinals);
      if (!bytes) void postings.delete([bucket, piece.from]);
      else if (bytes.length < piece.bytes.length) void postings.put({ ...piece, bytes });
    }
  };
  await Promise.all(Array.from({ length: buckets }, (_, bucket) => sweepBucket(bucket)));
}
