/**
 * The index of a segment: which of its records (by ordinal) have which terms. It is cut into buckets by the
 * term's hash, so that a search reads one small piece of each segment and an append writes a whole segment in few pieces.
 * A bucket is a row of: hash (4 bytes, little-endian), number of ordinals less one (1 byte), the ordinals (1 byte each).
 */
export const segmentSize = 128; // ordinals are a byte: at most 256
export const buckets = 1024;

export const bucketOf = (hash: number): number => hash >>> 22;

/** Buckets of a segment whose records have these terms; records in the order of their ordinals. */
export function bucketed(termsOfRecords: readonly Uint32Array[]): Map<number, Uint8Array<ArrayBuffer>> {
  const rows = new Map<number, number[]>();
  for (const [ordinal, terms] of termsOfRecords.entries()) {
    for (const term of terms) {
      const row = rows.get(term);
      if (row) row.push(ordinal);
      else rows.set(term, [ordinal]);
    }
  }
  const pieces = new Map<number, [number, number[]][]>();
  for (const row of rows) {
    const bucket = bucketOf(row[0]);
    const piece = pieces.get(bucket);
    if (piece) piece.push(row);
    else pieces.set(bucket, [row]);
  }
  return new Map([...pieces].map(([bucket, piece]) => [bucket, written(piece)]));
}

function written(rows: readonly (readonly [number, readonly number[]])[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(rows.reduce((size, [, ordinals]) => size + 5 + ordinals.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [hash, ordinals] of rows) {
    view.setUint32(at, hash, true);
    bytes[at + 4] = ordinals.length - 1;
    bytes.set(ordinals, at + 5);
    at += 5 + ordinals.length;
  }
  return bytes;
}

function* rowsOf(bytes: Uint8Array): Generator<[number, Uint8Array]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 5 < bytes.length; ) {
    const count = (bytes[at + 4] ?? 0) + 1;
    yield [view.getUint32(at, true), bytes.subarray(at + 5, at + 5 + count)];
    at += 5 + count;
  }
}

/** Ordinals of the records that have a term. */
export function ordinalsOf(bytes: Uint8Array, hash: number): Uint8Array {
  for (const [found, ordinals] of rowsOf(bytes)) if (found === hash) return ordinals;
  return new Uint8Array();
}

/** A bucket without some records; undefined when nothing is left of it. */
export function without(bytes: Uint8Array, gone: ReadonlySet<number>): Uint8Array<ArrayBuffer> | undefined {
  const rows = [...rowsOf(bytes)].map(
    ([hash, ordinals]) => [hash, [...ordinals].filter((ordinal) => !gone.has(ordinal))] as const,
  );
  const left = rows.filter(([, ordinals]) => ordinals.length > 0);
  return left.length > 0 ? written(left) : undefined;
}
