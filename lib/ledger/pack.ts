/**
 * Packs bytes by naming repetitions (LZ77, in the manner of an LZ4 block). Reading the database costs by the byte, and a
 * record says its sources twice, as they were and as they were sent; the browser's own CompressionStream takes longer to
 * set up than this takes to run. Layout: length of the plain bytes (4, little-endian), then sequences of: a byte with the
 * number of literals and of repeated bytes less 4 (15: more follow, 255 each), the literals, the distance back (2).
 */
export function pack(plain: Uint8Array): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(plain.length + Math.ceil(plain.length / 255) + 16);
  new DataView(packed.buffer).setUint32(0, plain.length, true);
  seen.fill(-1);
  let out = 4;
  let literalsFrom = 0;
  const length = (value: number) => {
    let rest = value - 15;
    for (; rest >= 255; rest -= 255) packed[out++] = 255;
    packed[out++] = rest;
  };
  const sequence = (literalsTo: number, matched: number, distance: number) => {
    const literals = literalsTo - literalsFrom;
    packed[out++] = (Math.min(literals, 15) << 4) | Math.min(Math.max(matched - leastMatch, 0), 15);
    if (literals >= 15) length(literals);
    packed.set(plain.subarray(literalsFrom, literalsTo), out);
    out += literals;
    if (matched === 0) return; // the last one
    packed[out++] = distance & 255;
    packed[out++] = distance >> 8;
    if (matched - leastMatch >= 15) length(matched - leastMatch);
  };
  for (let at = 0; at + leastMatch <= plain.length; ) {
    const slot = slotOf(plain, at);
    const before = seen[slot] ?? -1;
    seen[slot] = at;
    const matched = before >= 0 && at - before <= farthest ? matchLength(plain, before, at) : 0;
    if (matched < leastMatch) {
      at += 1;
      continue;
    }
    sequence(at, matched, at - before);
    at += matched;
    literalsFrom = at;
  }
  sequence(plain.length, 0, 0);
  return packed.slice(0, out);
}

/**
 * The plain bytes. They lie in one buffer that the next call writes over, since a new one each time costs more than the
 * unpacking: use them at once.
 * @throws RangeError when the bytes were not packed so.
 */
export function unpack(packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const size = packed.length < 4 ? 0 : new DataView(packed.buffer, packed.byteOffset).getUint32(0, true);
  if (size > packed.length * 255) throw new RangeError('not packed');
  if (room.length < size) room = new Uint8Array(size * 2);
  const plain = room;
  const end = packed.length;
  let [at, out] = [4, 0];
  // One loop without a function in it, and bytes copied one by one where they are few: three times as quick.
  while (at < end) {
    const token = packed[at++] ?? 0;
    let literals = token >> 4;
    if (literals === 15) {
      for (let byte = 255; byte === 255; literals += byte) byte = packed[at++] ?? 0;
    }
    if (at + literals > end || out + literals > size) throw new RangeError('not packed');
    if (literals > longRun) {
      plain.set(packed.subarray(at, at + literals), out);
      at += literals;
      out += literals;
    } else for (const stop = at + literals; at < stop; ) plain[out++] = packed[at++] ?? 0;
    if (at >= end) break;
    const distance = (packed[at] ?? 0) | ((packed[at + 1] ?? 0) << 8);
    at += 2;
    let matched = (token & 15) + leastMatch;
    if (matched === 15 + leastMatch) {
      for (let byte = 255; byte === 255; matched += byte) byte = packed[at++] ?? 0;
    }
    if (distance === 0 || distance > out || out + matched > size) throw new RangeError('not packed');
    if (matched > longRun && distance >= matched) {
      plain.copyWithin(out, out - distance, out - distance + matched);
      out += matched;
    } else for (const stop = out + matched; out < stop; out += 1) plain[out] = plain[out - distance] ?? 0;
  }
  if (out !== size) throw new RangeError('not packed');
  return plain.subarray(0, size);
}

/** Bytes from which the browser's own copying is quicker than a loop. */
const longRun = 48;
let room = new Uint8Array(1 << 16);
const leastMatch = 4;
const farthest = 65_535;
/** Where four bytes like these were last seen. */
const seen = new Int32Array(1 << 14);

function slotOf(bytes: Uint8Array, at: number): number {
  const four =
    (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
  return Math.imul(four, 0x9e3779b1) >>> 18;
}

function matchLength(bytes: Uint8Array, before: number, at: number): number {
  let length = 0;
  while (at + length < bytes.length && bytes[before + length] === bytes[at + length]) length += 1;
  return length;
}
