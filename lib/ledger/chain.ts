import type { DamagedEntry, DeletionEntry, GapEntry, LedgerEntry, RecordEntry } from '../model/ledger.ts';
import { canonical, sha256 } from './canonical.ts';

/** What the first entry follows. */
export const genesis = { seq: 0, hash: '0'.repeat(64) } as const;

/** An entry before it has its place. */
export type Body = Pick<RecordEntry, 'record' | 'importedFrom'> | Pick<DeletionEntry, 'deletion'>;

/** A place in the chain. */
export type Link = Pick<RecordEntry, 'seq' | 'prev' | 'hash'>;

/** A record without what it says. */
export interface RecordStub extends Link {
  isRecord: true;
}

/** All that a chain can be followed by. */
export type Linked = LedgerEntry | RecordStub | DamagedEntry;

export const isGap = (entry: Linked): entry is GapEntry => 'deletedAtMs' in entry;
export const isRecord = (entry: Linked): entry is RecordEntry => 'record' in entry;
export const isDeletion = (entry: Linked): entry is DeletionEntry => 'deletion' in entry;

/** Whether an entry's content gives its hash. */
export async function hashFits(entry: Exclude<LedgerEntry, GapEntry>): Promise<boolean> {
  const { hash, ...rest } = entry;
  // As it was exported its keys are in canonical order, and the browser's own JSON is several times faster than ours.
  if ((await sha256(JSON.stringify(rest))) === hash) return true;
  try {
    return (await hashOf(entry)) === hash;
  } catch {
    return false; // what is not JSON was not written by us
  }
}

/** What an entry's hash must be. A gap's cannot be computed: what it was made of is gone. */
export const hashOf = (entry: Exclude<LedgerEntry, GapEntry>): Promise<string> => sha256(textOf(entry));

/** The text an entry's hash is over. */
export const textOf = ({ hash: _, ...rest }: Exclude<LedgerEntry, GapEntry>): string => canonical(rest);

/** An entry with its text: the canonical JSON its hash is over. */
export interface Written {
  entry: RecordEntry | DeletionEntry;
  text: string;
}

/** Bodies as entries that follow `head`, their keys in canonical order. */
export async function chained(head: { seq: number; hash: string }, bodies: readonly Body[]): Promise<Written[]> {
  const all: Written[] = [];
  let { seq, hash: prev } = head;
  for (const body of bodies) {
    seq += 1;
    const text = canonical({ ...body, seq, prev });
    const hash = await sha256(text);
    all.push({ entry: { ...JSON.parse(text), hash }, text });
    prev = hash;
  }
  return all;
}

/**
 * changed: its content does not give its hash. missing: it is not there. outOfOrder: it does not follow the one before, so
 * that one was replaced, or one was taken out or put in between. notAnnounced: a gap that no deletion speaks of.
 * listing: what the list and the search show of it is not what it says.
 */
export type FaultKind = 'changed' | 'missing' | 'outOfOrder' | 'notAnnounced' | 'listing';

export interface Fault {
  seq: number;
  why: FaultKind;
}

export interface ChainReport {
  /** Entries with content that were looked at. */
  records: number;
  /** Deletions, oldest first. */
  deleted: { atMs: number; count: number }[];
  /** The first faults, ascending; empty: everything fits. */
  faults: Fault[];
  /** Of all faults. */
  faultCount: number;
  /** Entries of a file that were damaged already when it was written: their places, the first of them. */
  damaged: number[];
  /** The last entry. */
  head: { seq: number; hash: string };
}

/** Faults that are named; more are counted only. */
const mostNamed = 50;

export interface ChainCheck {
  /** The next entry, and whether its hash fits its content; of a gap nobody can tell. */
  push(entry: Linked, fits: boolean): void;
  fault(seq: number, why: FaultKind): void;
  /** `head`: where the chain is said to end, when that is known. */
  end(head?: { seq: number; hash: string }): ChainReport;
}

/** Follows a chain entry by entry. `whole`: every entry should be there, from the first; else holes are let pass. */
export function createChainCheck(whole: boolean): ChainCheck {
  const faults: Fault[] = [];
  let faultCount = 0;
  let last: { seq: number; hash: string } = genesis;
  let records = 0;
  const gaps = new Map<number, number>();
  const deletions: DeletionEntry['deletion'][] = [];
  const damaged: number[] = [];
  const fault = (seq: number, why: FaultKind): void => {
    faultCount += 1;
    if (faults.length < mostNamed) faults.push({ seq, why });
  };
  return {
    fault,
    push(entry, fits) {
      if (isGap(entry)) {
        gaps.set(entry.seq, entry.deletedAtMs);
        if (!fits || Object.keys(entry).length > 4) fault(entry.seq, 'changed'); // a gap holds nothing
      } else if (!fits) fault(entry.seq, 'changed');
      if ('damaged' in entry && damaged.length < mostNamed) damaged.push(entry.seq);
      if (isDeletion(entry)) deletions.push(entry.deletion);
      if (isRecord(entry) || 'isRecord' in entry) records += 1;
      if (entry.seq <= last.seq) fault(entry.seq, 'outOfOrder');
      else if (entry.seq === last.seq + 1) {
        if (entry.prev !== last.hash) fault(entry.seq, 'outOfOrder');
      } else if (whole) for (const seq of firstOf(last.seq + 1, entry.seq - 1)) fault(seq, 'missing');
      last = { seq: entry.seq, hash: entry.hash };
    },
    end(head) {
      if (head && last.seq < head.seq) for (const seq of firstOf(last.seq + 1, head.seq)) fault(seq, 'missing');
      else if (head && (last.seq > head.seq || last.hash !== head.hash)) fault(last.seq, 'outOfOrder');
      if (whole) for (const seq of unannounced(gaps, deletions)) fault(seq, 'notAnnounced');
      const deleted = whole ? deletions.map(({ atMs, ranges }) => ({ atMs, count: sizeOf(ranges) })) : counted(gaps);
      faults.sort((a, b) => a.seq - b.seq);
      return { records, deleted, damaged, faults, faultCount, head: last };
    },
  };
}

/** Numbers of a hole; of a large one the first are enough to name it. */
function* firstOf(from: number, to: number): Generator<number> {
  for (let seq = from; seq <= Math.min(to, from + mostNamed); seq += 1) yield seq;
}

const sizeOf = (ranges: [number, number][]): number => ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);

function unannounced(gaps: Map<number, number>, deletions: DeletionEntry['deletion'][]): number[] {
  const left = new Map(gaps);
  for (const { atMs, ranges } of deletions) {
    for (const [from, to] of ranges) {
      if (to - from > 10_000_000) continue; // nonsense in a file, not a deletion
      for (let seq = from; seq <= to; seq += 1) if (left.get(seq) === atMs) left.delete(seq);
    }
  }
  return [...left.keys()];
}

function counted(gaps: Map<number, number>): { atMs: number; count: number }[] {
  const counts = new Map<number, number>();
  for (const atMs of gaps.values()) counts.set(atMs, (counts.get(atMs) ?? 0) + 1);
  return [...counts].map(([atMs, count]) => ({ atMs, count })).sort((a, b) => a.atMs - b.atMs);
}
