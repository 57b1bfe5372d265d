import type { DamagedEntry, LedgerEntry, RecordEntry } from '../model/ledger.ts';
import { blockSize } from './blocks.ts';
import { isRecord } from './chain.ts';
import { headOf, type LedgerDatabase } from './database.ts';
import { opened, rowsAt } from './entries.ts';
import { type Filter, seqsThat } from './read.ts';
import type { Row } from './rows.ts';

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

export type FileEntry = LedgerEntry | DamagedEntry;

/** A piece of a file, and the places in it of what cannot be read. */
export interface Piece {
  text: string;
  damaged: number[];
}

/**
 * A ledger as JSON, in pieces; each entry is a line. With a filter: only the records that it lists, oldest first.
 * A record that cannot be read any more is marked as damaged in its place.
 */
export async function* exportJson(
  db: LedgerDatabase,
  { verifier, nowMs, filter }: { verifier: string; nowMs: number; filter?: Filter | undefined },
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  const head = await headOf(db);
  const { seq, hash } = head;
  const says: ExportHead = {
    ...{ format: 'pangda-ledger', version: 1, exportedAtMs: nowMs, verifier },
    ...{ whole: filter === undefined, head: { seq, hash } },
  };
  yield { text: `${JSON.stringify(says).slice(0, -1)},"entries":[\n`, damaged: [] };
  let isFirst = true;
  for await (const entries of filter ? chosen(db, filter) : all(db, seq)) {
    if (signal.aborted) return;
    if (entries.length === 0) continue;
    const lines = entries.map((entry) => JSON.stringify(entry)).join(',\n');
    const damaged = entries.flatMap((entry) => ('damaged' in entry ? [entry.seq] : []));
    yield { text: (isFirst ? '' : ',\n') + lines, damaged };
    isFirst = false;
  }
  yield { text: '\n]}\n', damaged: [] };
}

async function* all(db: LedgerDatabase, last: number): AsyncGenerator<FileEntry[]> {
  for (let from = 1; from <= last; from += blockSize) {
    const seqs = Array.from({ length: Math.min(blockSize, last - from + 1) }, (_, index) => from + index);
    yield (await rowsAt(db, seqs)).flatMap((row) => (row ? [inFile(row)] : []));
  }
}

/** What a filter lists, oldest first. */
async function* chosen(db: LedgerDatabase, filter: Filter): AsyncGenerator<FileEntry[]> {
  const seqs = (await seqsThat(db, filter)).reverse();
  for (let at = 0; at < seqs.length; at += blockSize)
    yield (await rowsAt(db, seqs.slice(at, at + blockSize))).flatMap((row) => (row ? [inFile(row)] : []));
}

/** The records that a filter lists, oldest first; of one that cannot be read only its place. */
export async function* chosenRecords(
  db: LedgerDatabase,
  filter: Filter,
): AsyncGenerator<(RecordEntry | DamagedEntry)[]> {
  for await (const entries of chosen(db, filter))
    yield entries.filter((entry) => 'damaged' in entry || isRecord(entry)) as (RecordEntry | DamagedEntry)[]; // just so
}

function inFile(row: Row): FileEntry {
  const entry = opened(row);
  const { seq, prev, hash } = row;
  return entry === 'damaged' ? { seq, prev, hash, damaged: true } : entry;
}
