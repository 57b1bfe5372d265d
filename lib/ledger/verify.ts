import type { DeletionEntry, LedgerEntry } from '../model/ledger.ts';
import { canonical } from './canonical.ts';
import { type ChainReport, createChainCheck, isRecord } from './chain.ts';
import { headOf, type LedgerDatabase } from './database.ts';
import { type Row, verifiedRow } from './rows.ts';
import { type Summary, summaryOf } from './summary.ts';

export interface VerifyProgress {
  done: number;
  total: number;
  /** At the end. */
  report?: ChainReport;
}

/** Entries read in one step: enough to be fast, few enough to draw a bar and to stop soon. */
const step = 250;

/**
 * Reads the whole chain and computes every hash anew; also whether the list shows what the records say.
 * Stops without a report when `signal` aborts. The index of words is not looked at: it decides what is found, not what is said.
 */
export async function* verifyChain(db: LedgerDatabase, signal: AbortSignal): AsyncGenerator<VerifyProgress> {
  const head = await headOf(db);
  const lastSeq = await db.transaction('entries').store.openKeyCursor(null, 'prev');
  const total = Math.max(head.seq, lastSeq?.key ?? 0);
  const check = createChainCheck(true);
  let reading = read(db, 1);
  for (let from = 1; from <= total; from += step) {
    const [rows, summaries] = await reading;
    reading = read(db, from + step); // while these are computed
    const verified = await Promise.all(rows.map(verifiedRow));
    const listed = new Map(summaries.map((summary) => [summary.seq, summary]));
    for (const [index, { entry, fits }] of verified.entries()) {
      const row = rows[index];
      // Of what cannot be read the row still tells its place.
      if (entry && !isMisplaced(entry, row)) check.push(entry, fits);
      else if (row) check.push({ seq: row.seq, prev: row.prev, hash: row.hash, deletion: nothingKnown }, false);
      if (entry && fits && !isListedRight(entry, listed.get(entry.seq))) check.fault(entry.seq, 'listing');
    }
    if (signal.aborted) return;
    yield { done: Math.min(total, from + step - 1), total };
  }
  yield { done: total, total, report: check.end(head) };
}

const read = (db: LedgerDatabase, from: number): Promise<[Row[], Summary[]]> => {
  const range = IDBKeyRange.bound(from, from + step, false, true);
  return Promise.all([db.getAll('entries', range), db.getAll('summaries', range)]);
};

const nothingKnown: DeletionEntry['deletion'] = { atMs: 0, ranges: [] };

const isMisplaced = (entry: LedgerEntry, row: Row | undefined): boolean =>
  entry.seq !== row?.seq || entry.prev !== row.prev;

function isListedRight(entry: LedgerEntry, summary: Summary | undefined): boolean {
  if (!isRecord(entry)) return summary === undefined;
  if (!summary) return false;
  try {
    return canonical(summary) === canonical(summaryOf(entry));
  } catch {
    return false; // what is not JSON was not written by us
  }
}
