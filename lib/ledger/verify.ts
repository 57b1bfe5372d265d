import { blockOf, blockSize } from './blocks.ts';
import { type ChainReport, createChainCheck } from './chain.ts';
import { type Checked, checkedRow } from './check-block.ts';
import { createCheckers } from './checkers.ts';
import { headOf, type LedgerDatabase } from './database.ts';
import { differing, facetRow } from './facets.ts';

export interface VerifyProgress {
  done: number;
  total: number;
  /** At the end. */
  report?: ChainReport;
}

/**
 * Reads the whole chain and computes every hash anew; also whether records are filtered and looked up by what they say.
 * Blocks are read and computed by other threads, some at a time, and put together here in their order.
 * Stops without a report when `signal` aborts. The index of words is not looked at: it decides what is found, not what is said.
 */
export async function* verifyChain(db: LedgerDatabase, signal: AbortSignal): AsyncGenerator<VerifyProgress> {
  const head = await headOf(db);
  const total = Math.max(head.seq, await lastSeq(db));
  const check = createChainCheck(true);
  const checkers = createCheckers(db);
  try {
    const ahead: Promise<Checked[] | undefined>[] = [];
    const lastBlock = blockOf(Math.max(1, total));
    let next = 1;
    for (let from = 1; from <= lastBlock; from += blockSize) {
      while (next <= lastBlock && ahead.length < checkers.atOnce) {
        ahead.push(checkers.check(next));
        next += blockSize;
      }
      const checked = (await ahead.shift()) ?? (await looseEntries(db, from));
      for (const { entry, fits, isListedRight } of checked) {
        check.push(entry, fits);
        if (!isListedRight) check.fault(entry.seq, 'listing');
      }
      if (signal.aborted) return;
      yield { done: Math.min(total, from + blockSize - 1), total };
    }
    yield { done: total, total, report: check.end(head) };
  } finally {
    checkers.close();
  }
}

async function lastSeq(db: LedgerDatabase): Promise<number> {
  const tx = db.transaction(['entries', 'blocks']);
  const [entry, block] = await Promise.all([
    tx.objectStore('entries').openKeyCursor(null, 'prev'),
    tx.objectStore('blocks').openKeyCursor(null, 'prev'),
  ]);
  return Math.max(entry?.key ?? 0, block ? block.key + blockSize - 1 : 0);
}

/** Entries that are in no block yet, at the places of one. */
async function looseEntries(db: LedgerDatabase, from: number): Promise<Checked[]> {
  const range = IDBKeyRange.bound(from, from + blockSize, false, true);
  const tx = db.transaction(['entries', 'fresh']);
  const [rows, seqs, fresh] = await Promise.all([
    tx.objectStore('entries').getAll(range),
    tx.objectStore('fresh').getAllKeys(range),
    tx.objectStore('fresh').getAll(range),
  ]);
  const shown = new Map(seqs.map((seq, index) => [seq, fresh[index]?.facet]));
  return Promise.all(
    rows.map(async (row) => {
      const { entry, fits, facet } = await checkedRow(row);
      const isSame = differing(facetRow(from, [shown.get(row.seq)]), facetRow(from, [facet])).length === 0;
      return { entry, fits, isListedRight: !fits || isSame };
    }),
  );
}
