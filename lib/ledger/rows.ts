import type { GapEntry, LedgerEntry } from '../model/ledger.ts';
import { digestOf } from './canonical.ts';
import { isGap } from './chain.ts';
import { pack, unpack } from './pack.ts';

/**
 * An entry as the database holds it: the very text its hash was computed over, packed. A gap is as it is.
 * `sum`: of the packed bytes, so that a changed one is seen even where it would unpack to the same text.
 */
export interface PackedRow {
  seq: number;
  prev: string;
  hash: string;
  packed: Uint8Array;
  sum: number;
}

export type Row = PackedRow | GapEntry;

const decoder = new TextDecoder();

/** `text`: the canonical JSON of the entry without its hash. */
export function packedRow({ seq, prev, hash }: LedgerEntry, text: string): PackedRow {
  const packed = pack(new TextEncoder().encode(text));
  return { seq, prev, hash, packed, sum: sumOf(packed) };
}

/** @throws RangeError or SyntaxError when the row was damaged. */
export function entryOf(row: Row): LedgerEntry {
  if (!('packed' in row)) return row;
  return { ...JSON.parse(decoder.decode(unpack(row.packed))), hash: row.hash };
}

/** The entry, and whether its hash and everything about its row fits; undefined when it cannot be read at all. */
export async function verifiedRow(row: Row): Promise<{ entry: LedgerEntry | undefined; fits: boolean }> {
  try {
    if (!('packed' in row)) return { entry: row, fits: isGap(row) && Object.keys(row).length === 4 };
    const plain = unpack(row.packed);
    const isWhole = Object.keys(row).length === 5 && sumOf(row.packed) === row.sum;
    const digest = digestOf(plain); // takes a copy before it returns
    const entry: LedgerEntry = { ...JSON.parse(decoder.decode(plain)), hash: row.hash };
    const isItself = entry.seq === row.seq && entry.prev === row.prev && !isGap(entry);
    return { entry, fits: (await digest) === row.hash && isWhole && isItself };
  } catch {
    return { entry: undefined, fits: false };
  }
}

/** FNV-1a of bytes. */
function sumOf(bytes: Uint8Array): number {
  let sum = 0x811c9dc5;
  // An iterator over bytes takes thrice as long.
  for (let at = 0; at < bytes.length; at += 1) sum = Math.imul(sum ^ (bytes[at] ?? 0), 0x01000193);
  return sum >>> 0;
}
