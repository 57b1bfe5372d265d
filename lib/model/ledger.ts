import type { AnswerRecord } from './record.ts';

/** What every entry of the chain has. */
interface Link {
  /** 1-based, without holes. */
  seq: number;
  /** `hash` of the entry before; of the first, 64 zeros. */
  prev: string;
  /** SHA-256, hexadecimal, of the canonical JSON of the entry without it. */
  hash: string;
}

/** Where an imported record stood: it is somebody's, or some other browser's, and never one's own. */
export interface ImportMark {
  /** When it was imported, epoch milliseconds. */
  atMs: number;
  /** Its place and its hash in the chain it came from. */
  seq: number;
  hash: string;
}

export interface RecordEntry extends Link {
  record: AnswerRecord;
  importedFrom?: ImportMark;
}

/** Where a record was: its place, its hash, nothing of its content. */
export interface GapEntry extends Link {
  deletedAtMs: number;
}

/** Says in the chain itself that records were deleted, so that a gap nobody announced is found out. */
export interface DeletionEntry extends Link {
  deletion: {
    /** Epoch milliseconds; the gaps bear the same. */
    atMs: number;
    /** First and last `seq` of each run of deleted records, ascending. */
    ranges: [number, number][];
  };
}

/** In a file: a record that could not be read any more when the file was written. */
export interface DamagedEntry extends Link {
  damaged: true;
}

export type LedgerEntry = RecordEntry | GapEntry | DeletionEntry;

/** What is to be deleted. Times are epoch milliseconds, both included. */
export type Doomed =
  | { kind: 'one'; id: string }
  | { kind: 'site'; site: 'google' | 'baidu' | 'zhihu' }
  | { kind: 'time'; fromMs: number; toMs: number }
  | { kind: 'all' };
