import type { LedgerEntry, RecordEntry } from '../model/ledger.ts';
import { headOf, type LedgerDatabase } from './database.ts';
import { entryAt, type Filter, list } from './read.ts';
import { entryOf } from './rows.ts';

/** What an exported file says of itself before its entries. */
export interface ExportHead {
  format: 'pangda-ledger';
  /** Of the file's own format. */
  version: 1;
  exportedAtMs: number;
  /** Of the checks, in the version that exported. Each record names the one that checked it. */
  verifier: string;
  /** The whole chain with its gaps and deletions, or some of its records. */
  whole: boolean;
  /** Where the chain ended. */
  head: { seq: number; hash: string };
}

const step = 200;

/** A ledger as JSON, in pieces; each entry is a line. With a filter: only the records that it lists, oldest first. */
export async function* exportJson(
  db: LedgerDatabase,
  { verifier, nowMs, filter }: { verifier: string; nowMs: number; filter?: Filter | undefined },
  signal: AbortSignal,
): AsyncGenerator<string> {
  const head = await headOf(db);
  const { seq, hash } = head;
  const says: ExportHead = {
    ...{ format: 'pangda-ledger', version: 1, exportedAtMs: nowMs, verifier },
    ...{ whole: filter === undefined, head: { seq, hash } },
  };
  yield `${JSON.stringify(says).slice(0, -1)},"entries":[\n`;
  let isFirst = true;
  for await (const entries of filter ? chosen(db, filter) : all(db, seq)) {
    if (signal.aborted) return;
    const lines = entries.map((entry) => JSON.stringify(entry));
    if (lines.length > 0) yield (isFirst ? '' : ',\n') + lines.join(',\n');
    if (lines.length > 0) isFirst = false;
  }
  yield '\n]}\n';
}

async function* all(db: LedgerDatabase, last: number): AsyncGenerator<LedgerEntry[]> {
  for (let from = 1; from <= last; from += step)
    yield (await db.getAll('entries', IDBKeyRange.bound(from, Math.min(last, from + step - 1)))).map(entryOf);
}

/** The records that a filter lists, oldest first. */
export async function* chosen(db: LedgerDatabase, filter: Filter): AsyncGenerator<RecordEntry[]> {
  const seqs: number[] = [];
  let next: number | undefined;
  do {
    const page = await list(db, filter, { before: next, limit: 1_000 });
    seqs.push(...page.summaries.map(({ seq }) => seq));
    next = page.next;
  } while (next !== undefined);
  seqs.reverse();
  for (let at = 0; at < seqs.length; at += step) {
    const entries = await Promise.all(seqs.slice(at, at + step).map((seq) => entryAt(db, seq)));
    yield entries.filter((entry) => entry !== undefined);
  }
}
