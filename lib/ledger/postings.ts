/**
 * The index of a block: which of its records (by ordinal) have which terms. It is cut into buckets by the
 * term's hash, so that a search reads one small piece of each block and an append writes a whole block in few pieces.
 * A bucket is a row of: hash (4 bytes, little-endian), number of ordinals less one (1 byte), the ordinals (1 byte each).
 */
export const buckets = 256;

export const bucketOf = (hash: number): number => hash >>> 24;

/** Buckets of a block whose records have these terms, by ordinal. */
export function bucketed(termsOfRecords: readonly (Uint32Array | undefined)[]): Map<number, Uint8Array<ArrayBuffer>> {
  // Term and ordinal in one number, sorted: several times quicker than a list for each of the many terms.
  const pairs = new Float64Array(termsOfRecords.reduce((sum, terms) => sum + (terms?.length ?? 0), 0));
  let count = 0;
  for (const [ordinal, terms] of termsOfRecords.entries())
    for (const term of terms ?? []) pairs[count++] = term * 256 + ordinal;
  pairs.sort();
  const pieces = new Map<number, Uint8Array<ArrayBuffer>>();
  const bytes = new Uint8Array(count * 6);
  const view = new DataView(bytes.buffer);
  let [bucket, start, out] = [-1, 0, 0];
  const close = () => {
    if (out > start) pieces.set(bucket, bytes.slice(start, out));
    start = out;
  };
  for (let at = 0; at < count; ) {
    const term = Math.floor((pairs[at] ?? 0) / 256);
    if (bucketOf(term) !== bucket) close();
    bucket = bucketOf(term);
    const from = out;
    view.setUint32(from, term, true);
    out += 5;
    for (; at < count && Math.floor((pairs[at] ?? 0) / 256) === term; at += 1) bytes[out++] = (pairs[at] ?? 0) % 256;
    bytes[from + 4] = out - from - 6;
  }
  close();
  return pieces;
}

/** Ordinals of the records that have a term. */
export function ordinalsOf(bytes: Uint8Array, hash: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 5 < bytes.length; at += 6 + (bytes[at + 4] ?? 0))
    if (view.getUint32(at, true) === hash) return bytes.subarray(at + 5, at + 6 + (bytes[at + 4] ?? 0));
  return new Uint8Array();
}

/** A bucket without some records; undefined when nothing is left of it. */
export function without(bytes: Uint8Array, gone: ReadonlySet<number>): Uint8Array<ArrayBuffer> | undefined {
  const isGone = new Uint8Array(256);
  for (const ordinal of gone) isGone[ordinal] = 1;
  const left = new Uint8Array(bytes.length);
  let out = 0;
  for (let at = 0; at + 5 < bytes.length; ) {
    const end = Math.min(bytes.length, at + 6 + (bytes[at + 4] ?? 0));
    const from = out;
    left.set(bytes.subarray(at, at + 4), out);
    out += 5;
    for (let each = at + 5; each < end; each += 1) {
      const ordinal = bytes[each] ?? 0;
      if (isGone[ordinal] === 0) left[out++] = ordinal;
    }
    if (out === from + 5) out = from;
    else left[from + 4] = out - from - 6;
    at = end;
  }
  return out > 0 ? left.slice(0, out) : undefined;
}
