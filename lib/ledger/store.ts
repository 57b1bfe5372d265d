import type { Doomed, ImportMark, RecordEntry } from '../model/ledger.ts';
import type { AnswerRecord } from '../model/record.ts';
import { type Body, isRecord } from './chain.ts';
import { type LedgerDatabase, openLedger } from './database.ts';
import { newest, seqsOf, withKeys } from './read.ts';
import { sweepSome, toSweep } from './sweep.ts';
import { written } from './write.ts';

export interface LedgerWriter {
  append(record: AnswerRecord): Promise<RecordEntry>;
  /** Appends in one step; all of them, or none. */
  appendAll(records: readonly Pick<RecordEntry, 'record' | 'importedFrom'>[]): Promise<void>;
  /** Appends unless `sameKey` was answered since `sinceMs`. */
  appendNew(record: AnswerRecord, sinceMs: number): Promise<RecordEntry | undefined>;
  /** Records of another chain, marked as such; those that are here already are passed over. Returns how many were new. */
  importEntries(entries: readonly RecordEntry[], nowMs: number): Promise<number>;
  /**
   * Returns how many records were deleted. From then on nothing reads or finds them. Their bytes go at once if they are
   * few; of many, block by block in the seconds that follow, also after this process was ended meanwhile.
   */
  remove(doomed: Doomed, nowMs: number): Promise<number>;
}

/**
 * The one who writes the ledger. One step at a time, whoever calls; and should another context write as well, whoever
 * finds the end of the chain moved begins again.
 *
 * A deleted record leaves a gap: its place and its hash, which hides a random id and cannot be guessed back to anything.
 * Its text and its words in the index go with it. Deleting all is the same, for all: a chain that began anew would be what somebody who
 * forges one would show. The deletion itself is an entry, so a gap that was only made to look like one is found out.
 */
export function createLedgerWriter(open: () => Promise<LedgerDatabase> = openLedger): LedgerWriter {
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(step: (db: LedgerDatabase) => Promise<T>): Promise<T> {
    const next = last.then(async () => step(await open()));
    last = next.catch(() => {}); // who asked is told
    return next;
  }
  const append = async (db: LedgerDatabase, bodies: readonly Body[]) => (await written(db, bodies)).filter(isRecord);
  const only = ([entry]: RecordEntry[]): RecordEntry => entry as RecordEntry; // one was given
  /** Some blocks at a time, so that who wants to write meanwhile does not wait long. */
  async function sweep(): Promise<void> {
    while (await inTurn(sweepSome));
  }
  // What an earlier process did not come to. A while after the start, when nobody waits for this one.
  setTimeout(() => void sweep().catch(() => {}), sweepAfterMs);
  return {
    append: (record) => inTurn(async (db) => only(await append(db, [{ record }]))),
    appendAll: (bodies) =>
      inTurn(async (db) => {
        await append(db, bodies);
      }),
    appendNew: (record, sinceMs) =>
      inTurn(async (db) => {
        const same = await newest(db, 'sameKey', record.sameKey, ({ imported }) => !imported);
        return same && same.record.atMs >= sinceMs ? undefined : only(await append(db, [{ record }]));
      }),
    importEntries: (entries, nowMs) =>
      inTurn(async (db) => {
        const known = new Set<string>();
        for await (const { key } of withKeys(db, 'origin', new Set(entries.map(({ hash }) => hash)))) known.add(key);
        const fresh: Body[] = [];
        for (const { record, seq, hash } of entries) {
          const importedFrom: ImportMark = { atMs: nowMs, seq, hash };
          if (!known.has(hash)) fresh.push({ record, importedFrom });
          known.add(hash);
        }
        if (fresh.length > 0) await append(db, fresh);
        return fresh.length;
      }),
    async remove(doomed, nowMs) {
      const gone = (seqs: readonly number[]) => ({ seqs, isAll: doomed.kind === 'all' });
      const count = await inTurn(async (db) => {
        const seqs = await seqsOf(db, doomed);
        if (seqs.length > 0) await written(db, [{ deletion: { atMs: nowMs, ranges: rangesOf(seqs) } }], gone(seqs));
        return seqs.length;
      });
      const left = count === 0 ? 0 : await inTurn(toSweep);
      const sweeping = sweep();
      if (left <= fewBlocks) await sweeping;
      else sweeping.catch(() => {}); // what is left is taken up again after the next start
      return count;
    },
  };
}

/** ms. */
const sweepAfterMs = 10_000;
/** Blocks for which a deletion waits to be all done. */
const fewBlocks = 4;

function rangesOf(seqs: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const seq of [...seqs].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] + 1 === seq) last[1] = seq;
    else ranges.push([seq, seq]);
  }
  return ranges;
}
