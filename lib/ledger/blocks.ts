import type { GapEntry } from '../model/ledger.ts';
import type { PackedRow, Row } from './rows.ts';

/**
 * How many entries lie together. A database takes some tenths of a millisecond for each value it gives, however small, so
 * fifty thousand records are read as some hundred blocks; a single one is still read alone, as a slice of its block.
 */
export const blockSize = 128; // ordinals in the index are a byte: at most 256

/** The first `seq` of the block that holds an entry. */
export const blockOf = (seq: number): number => seq - ((seq - 1) % blockSize);

/** All of a block but its records' texts, which lie packed one after the other in a Blob beside it. By ordinal: */
export interface BlockRow {
  from: number;
  /** Hash of the entry before the first. */
  prev: string;
  /** 32 bytes each. */
  hashes: Uint8Array;
  /** Where the packed text ends in the Blob; it begins where the one before ends. */
  ends: Uint32Array;
  /** Of the packed text (see PackedRow). */
  sums: Uint32Array;
  /** 0: there. Else when it was deleted, epoch milliseconds; `lost`: it was not there when the block was made. */
  gone: Float64Array;
}

const lost = -1;

/** A block of the rows of its places, ascending. */
export function blockRow(from: number, rows: readonly Row[]): { row: BlockRow; content: Blob } {
  const row: BlockRow = {
    from,
    prev: rows[0]?.seq === from ? rows[0].prev : '',
    hashes: new Uint8Array(blockSize * 32),
    ends: new Uint32Array(blockSize),
    sums: new Uint32Array(blockSize),
    gone: new Float64Array(blockSize).fill(lost),
  };
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const placed = new Map(rows.map((each) => [each.seq - from, each]));
  let end = 0;
  for (let ordinal = 0; ordinal < blockSize; ordinal += 1) {
    const each = placed.get(ordinal);
    if (each) row.hashes.set(bytesOf(each.hash), ordinal * 32);
    if (each) row.gone[ordinal] = 'packed' in each ? 0 : each.deletedAtMs;
    if (each && 'packed' in each) {
      parts.push(each.packed as Uint8Array<ArrayBuffer>); // read from the database or just made: never shared memory
      row.sums[ordinal] = each.sum;
      end += each.packed.length;
    }
    row.ends[ordinal] = end;
  }
  return { row, content: new Blob(parts) };
}

/** Where a text lies in the Blob. */
export const spanOf = ({ ends }: BlockRow, ordinal: number): [from: number, to: number] => [
  ordinal === 0 ? 0 : (ends[ordinal - 1] ?? 0),
  ends[ordinal] ?? 0,
];

/** What is at a place; undefined: nothing. `bytes`: a piece of the Blob that begins at `offset`. */
export function rowAt(row: BlockRow, ordinal: number, bytes: Uint8Array, offset = 0): Row | undefined {
  const gone = row.gone[ordinal] ?? lost;
  if (gone === lost) return undefined;
  const seq = row.from + ordinal;
  const prev = ordinal === 0 ? row.prev : hashAt(row, ordinal - 1);
  const hash = hashAt(row, ordinal);
  if (gone !== 0) return { seq, prev, hash, deletedAtMs: gone } satisfies GapEntry;
  const [from, to] = spanOf(row, ordinal);
  const packed = bytes.subarray(Math.max(0, from - offset), Math.max(0, from - offset, to - offset));
  return { seq, prev, hash, packed, sum: row.sums[ordinal] ?? 0 } satisfies PackedRow;
}

/** A block without the texts of what was deleted. */
export function swept(row: BlockRow, bytes: Uint8Array<ArrayBuffer>): { row: BlockRow; content: Blob } {
  const ends = new Uint32Array(blockSize);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let end = 0;
  for (let ordinal = 0; ordinal < blockSize; ordinal += 1) {
    if (row.gone[ordinal] === 0) {
      const [from, to] = spanOf(row, ordinal);
      parts.push(bytes.subarray(from, Math.max(from, to)));
      end += parts.at(-1)?.length ?? 0;
    }
    ends[ordinal] = end;
  }
  return { row: { ...row, ends }, content: new Blob(parts) };
}

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hashAt({ hashes }: BlockRow, ordinal: number): string {
  let hex = '';
  for (let at = ordinal * 32; at < ordinal * 32 + 32; at += 1) hex += hexOf[hashes[at] ?? 0];
  return hex;
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16));
}
