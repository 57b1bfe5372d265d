import * as v from 'valibot';
import { AppError } from '../model/errors.ts';
import type { DamagedEntry, LedgerEntry, RecordEntry } from '../model/ledger.ts';
import { type ChainReport, createChainCheck, hashFits, isGap, isRecord } from './chain.ts';
import type { ExportHead } from './export.ts';
import { isEntry, readHead } from './read-entry.ts';

/** Bytes. A string in JavaScript holds little more. */
export const mostFileBytes = 500_000_000;
/** UTF-16 units of one entry's JSON. */
const mostEntry = 8_000_000;

/** Why a file is refused as a whole: nothing of it was taken. */
export type Refusal = 'tooLarge' | 'notJson' | 'notOurs' | 'newer' | 'badEntry' | 'repeated';

export type ReadExport =
  | { ok: true; head: Omit<ExportHead, 'version'>; entries: (LedgerEntry | DamagedEntry)[]; report: ChainReport }
  /** `at`: which entry, 1-based. */
  | { ok: false; refused: Refusal; at?: number };

/**
 * Reads an exported file and verifies all of it: its shape, every hash, every link. A hostile or broken file is refused
 * and has changed nothing. A file that reads well may still have faults: `report` names them, and then none of it is
 * to be imported. Records keep what the hash was computed over, also what this version does not know.
 */
export async function readExport(text: string): Promise<ReadExport> {
  if (text.length > mostFileBytes) return { ok: false, refused: 'tooLarge' };
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { ok: false, refused: 'notJson' };
  }
  const file = v.safeParse(readHead, raw);
  if (!file.success) return { ok: false, refused: 'notOurs' };
  const { entries: rawEntries, version, ...head } = file.output;
  if (version !== 1) return { ok: false, refused: version > 1 ? 'newer' : 'notOurs' };
  const check = createChainCheck(head.whole);
  const entries: (LedgerEntry | DamagedEntry)[] = [];
  const hashes = new Set<string>();
  for (const [index, each] of rawEntries.entries()) {
    const entry = asEntry(each);
    if (!entry) return { ok: false, refused: 'badEntry', at: index + 1 };
    if (hashes.has(entry.hash)) return { ok: false, refused: 'repeated', at: index + 1 };
    hashes.add(entry.hash);
    check.push(entry, 'damaged' in entry || isGap(entry) || (await hashFits(entry)));
    entries.push(entry);
  }
  return { ok: true, head, entries, report: check.end(head.whole ? head.head : undefined) };
}

/** An entry as it was written, for its hash is over all of it; undefined for anything else. */
function asEntry(raw: unknown): LedgerEntry | DamagedEntry | undefined {
  try {
    const written = JSON.stringify(raw);
    // Within a string the quotes would be escaped: this is a key, and no record has it.
    if (written.length > mostEntry || written.includes('"__proto__":')) return undefined;
    return isEntry(raw) ? raw : undefined;
  } catch {
    return undefined; // nested too deeply
  }
}

/**
 * The records among entries that are to be imported, each with its right hash.
 * @throws AppError 'badRequest' when one of them is not an entry, or was changed.
 */
export async function verified(raw: readonly unknown[]): Promise<RecordEntry[]> {
  const records: RecordEntry[] = [];
  for (const each of raw) {
    const entry = asEntry(each);
    if (!entry || 'damaged' in entry || (!isGap(entry) && !(await hashFits(entry)))) throw new AppError('badRequest');
    if (isRecord(entry)) records.push(entry);
  }
  return records;
}
