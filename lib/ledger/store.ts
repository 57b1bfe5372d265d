import type { Doomed, ImportMark, RecordEntry } from '../model/ledger.ts';
import type { AnswerRecord } from '../model/record.ts';
import { type Body, chained, isRecord, textOf } from './chain.ts';
import { type Head, headOf, type LedgerDatabase, openLedger } from './database.ts';
import { bucketed, buckets, segmentSize, without } from './postings.ts';
import { newest, seqsOf } from './read.ts';
import { packedRow } from './rows.ts';
import { summaryOf } from './summary.ts';
import { indexedTerms } from './tokens.ts';

export interface LedgerWriter {
  append(record: AnswerRecord): Promise<RecordEntry>;
  /** Appends in one step; all of them, or none. */
  appendAll(records: readonly Pick<RecordEntry, 'record' | 'importedFrom'>[]): Promise<void>;
  /** Appends unless `sameKey` was answered since `sinceMs`. */
  appendNew(record: AnswerRecord, sinceMs: number): Promise<RecordEntry | undefined>;
  /** Records of another chain, marked as such; those that are here already are passed over. Returns how many were new. */
  importEntries(entries: readonly RecordEntry[], nowMs: number): Promise<number>;
  /** Returns how many records were deleted. */
  remove(doomed: Doomed, nowMs: number): Promise<number>;
}

/**
 * The one who writes the ledger. One step at a time, whoever calls; and should another context write as well, whoever
 * finds the end of the chain moved begins again.
 *
 * A deleted record leaves a gap: its place and its hash, which hides a random id and cannot be guessed back to anything.
 * Its words leave the index with it. Deleting all is the same, for all: a chain that began anew would be what somebody who
 * forges one would show. The deletion itself is an entry, so a gap that was only made to look like one is found out.
 */
export function createLedgerWriter(open: () => Promise<LedgerDatabase> = openLedger): LedgerWriter {
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(step: (db: LedgerDatabase) => Promise<T>): Promise<T> {
    const next = last.then(async () => step(await open()));
    last = next.catch(() => {}); // who asked is told
    return next;
  }
  const append = async (db: LedgerDatabase, bodies: readonly Body[]) =>
    (await written(db, bodies, new Set(), 0)).filter(isRecord);
  const only = ([entry]: RecordEntry[]): RecordEntry => entry as RecordEntry; // one was given
  return {
    append: (record) => inTurn(async (db) => only(await append(db, [{ record }]))),
    appendAll: (bodies) =>
      inTurn(async (db) => {
        await append(db, bodies);
      }),
    appendNew: (record, sinceMs) =>
      inTurn(async (db) => {
        const same = await newest(db, 'sameKey', record.sameKey, ({ imported }) => !imported);
        return same && same.atMs >= sinceMs ? undefined : only(await append(db, [{ record }]));
      }),
    importEntries: (entries, nowMs) =>
      inTurn(async (db) => {
        const fresh: Body[] = [];
        for (const { record, seq, hash } of entries) {
          const known = await db.getKeyFromIndex('summaries', 'origin', hash);
          const importedFrom: ImportMark = { atMs: nowMs, seq, hash };
          if (known === undefined) fresh.push({ record, importedFrom });
        }
        if (fresh.length > 0) await append(db, fresh);
        return fresh.length;
      }),
    remove: (doomed, nowMs) =>
      inTurn(async (db) => {
        const seqs = await seqsOf(db, doomed);
        if (seqs.length === 0) return 0;
        await written(db, [{ deletion: { atMs: nowMs, ranges: rangesOf(seqs) } }], new Set(seqs), nowMs);
        return seqs.length;
      }),
  };
}

/** Appends and deletes in one transaction. */
async function written(db: LedgerDatabase, bodies: readonly Body[], gone: ReadonlySet<number>, nowMs: number) {
  for (;;) {
    const head = await headOf(db);
    // Hashing is not the database's work, and a transaction does not wait for anything else.
    const entries = await chained(head, bodies);
    const tx = db.transaction(['entries', 'summaries', 'fresh', 'segments', 'postings', 'meta'], 'readwrite');
    const now: Head | undefined = await tx.objectStore('meta').get('head');
    if ((now?.seq ?? 0) !== head.seq || (now && now.hash !== head.hash)) {
      await tx.done;
      continue;
    }
    try {
      if (gone.size > 0) await erase(tx, gone, nowMs);
      const writing: Promise<unknown>[] = [];
      for (const entry of entries) {
        writing.push(tx.objectStore('entries').put(packedRow(entry, textOf(entry))));
        if (!isRecord(entry)) continue;
        writing.push(tx.objectStore('summaries').put(summaryOf(entry)));
        writing.push(tx.objectStore('fresh').put(indexedTerms(entry.record), entry.seq));
      }
      const { seq, hash } = entries.at(-1) ?? head;
      writing.push(tx.objectStore('meta').put({ seq, hash }, 'head'));
      await Promise.all(writing);
      while ((await tx.objectStore('fresh').count()) >= segmentSize) await closeSegment(tx);
    } catch (thrown) {
      tx.done.catch(() => {}); // the same failure once more
      throw thrown;
    }
    await tx.done;
    return entries;
  }
}

type Writing = ReturnType<typeof writing>;
const writing = (db: LedgerDatabase) =>
  db.transaction(['entries', 'summaries', 'fresh', 'segments', 'postings', 'meta'], 'readwrite');

/** The oldest fresh records become a segment. */
async function closeSegment(tx: Writing): Promise<void> {
  const fresh = tx.objectStore('fresh');
  const [seqs, terms] = await Promise.all([fresh.getAllKeys(null, segmentSize), fresh.getAll(null, segmentSize)]);
  const lastKey = await tx.objectStore('segments').openKeyCursor(null, 'prev');
  const segment = (lastKey?.key ?? 0) + 1;
  const puts: Promise<unknown>[] = [tx.objectStore('segments').put(Uint32Array.from(seqs), segment)];
  for (const [bucket, bytes] of bucketed(terms)) puts.push(tx.objectStore('postings').put({ bucket, segment, bytes }));
  puts.push(fresh.delete(IDBKeyRange.bound(seqs[0], seqs.at(-1))));
  await Promise.all(puts);
}

/** Takes the content of records away: the record, what the list shows of it, and its words in the index. */
async function erase(tx: Writing, gone: ReadonlySet<number>, nowMs: number): Promise<void> {
  const entries = tx.objectStore('entries');
  for (const seq of gone) {
    const entry = await entries.get(seq);
    if (!entry) continue;
    const { prev, hash } = entry;
    void entries.put({ seq, prev, hash, deletedAtMs: nowMs });
    void tx.objectStore('summaries').delete(seq);
    void tx.objectStore('fresh').delete(seq);
  }
  const isAll = (await tx.objectStore('summaries').count()) === 0;
  if (isAll) {
    await Promise.all([
      tx.objectStore('fresh').clear(),
      tx.objectStore('segments').clear(),
      tx.objectStore('postings').clear(),
    ]);
  } else await erasePostings(tx, gone);
}

async function erasePostings(tx: Writing, gone: ReadonlySet<number>): Promise<void> {
  const [numbers, segments] = await Promise.all([
    tx.objectStore('segments').getAllKeys(),
    tx.objectStore('segments').getAll(),
  ]);
  const ordinals = new Map<number, Set<number>>();
  for (const [index, seqs] of segments.entries()) {
    const segment = numbers[index] ?? 0;
    const found = new Set([...seqs.keys()].filter((ordinal) => gone.has(seqs[ordinal] ?? 0)));
    if (found.size === 0) continue;
    ordinals.set(segment, found);
    await tx.objectStore('segments').put(
      seqs.map((seq, ordinal) => (found.has(ordinal) ? 0 : seq)),
      segment,
    );
  }
  if (ordinals.size === 0) return;
  const postings = tx.objectStore('postings');
  const [first, final] = [Math.min(...ordinals.keys()), Math.max(...ordinals.keys())];
  const bucketOf = async (bucket: number): Promise<void> => {
    for (const piece of await postings.getAll(IDBKeyRange.bound([bucket, first], [bucket, final]))) {
      const leaving = ordinals.get(piece.segment);
      const bytes = leaving ? without(piece.bytes, leaving) : piece.bytes;
      if (!bytes) void postings.delete([bucket, piece.segment]);
      else if (bytes.length < piece.bytes.length) void postings.put({ ...piece, bytes });
    }
  };
  for (let from = 0; from < buckets; from += 128)
    await Promise.all(Array.from({ length: 128 }, (_, index) => bucketOf(from + index)));
}

function rangesOf(seqs: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const seq of [...seqs].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] + 1 === seq) last[1] = seq;
    else ranges.push([seq, seq]);
  }
  return ranges;
}
