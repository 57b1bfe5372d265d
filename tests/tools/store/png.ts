import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Pixels, four bytes each: red, green, blue, opacity. */
export interface Picture {
  width: number;
  height: number;
  rgba: Uint8Array;
}

/** A PNG as browsers write their screenshots: 8 bits a channel, with or without opacity, not interlaced. */
export function decodePng(png: Buffer): Picture {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [depth, kind, interlaced] = [png[24], png[25], png[28]];
  const channels = kind === 6 ? 4 : 3;
  if (depth !== 8 || (kind !== 2 && kind !== 6) || interlaced) throw new Error('This PNG is of another kind.');
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
  }
  const rows = unfiltered(inflateSync(Buffer.concat(parts)), { width: width * channels, height, channels });
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < channels; channel++)
      rgba[pixel * 4 + channel] = rows[pixel * channels + channel] ?? 0;
  }
  return { width, height, rgba };
}

/** Takes a PNG's row filters back. `width`: of a row, in bytes. */
function unfiltered(data: Buffer, { width, height, channels }: { width: number; height: number; channels: number }) {
  const out = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const filter = data[row * (width + 1)] ?? 0;
    const [from, to] = [row * (width + 1) + 1, row * width];
    for (let at = 0; at < width; at++) {
      const left = at < channels ? 0 : (out[to + at - channels] ?? 0);
      const above = row === 0 ? 0 : (out[to + at - width] ?? 0);
      const corner = row === 0 || at < channels ? 0 : (out[to + at - width - channels] ?? 0);
      out[to + at] = (data[from + at] ?? 0) + predicted(filter, left, above, corner);
    }
  }
  return out;
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter !== 4) return 0;
  const [byLeft, byAbove, byCorner] = [left, above, corner].map((each) => Math.abs(left + above - corner - each));
  if ((byLeft ?? 0) <= (byAbove ?? 0) && (byLeft ?? 0) <= (byCorner ?? 0)) return left;
  return (byAbove ?? 0) <= (byCorner ?? 0) ? above : corner;
}

/** A PNG with a palette of at most 256 colours. `index`: a byte a pixel. */
export function encodePng(index: Uint8Array, palette: number[][], width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row++)
    rows.set(index.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  const colours = Buffer.from(palette.flatMap((colour) => colour.slice(0, 3)));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** Smaller by averaging, so that letters stay letters. */
export function scaled({ width, height, rgba }: Picture, newWidth: number): Picture {
  const ratio = width / newWidth;
  const newHeight = Math.round(height / ratio);
  const out = new Uint8Array(newWidth * newHeight * 4);
  const across = coverage(width, newWidth);
  const down = coverage(height, newHeight);
  for (let y = 0; y < newHeight; y++) {
    for (let x = 0; x < newWidth; x++) {
      const sum = [0, 0, 0, 0];
      let weight = 0;
      for (const [fromY, shareY] of down[y] ?? []) {
        for (const [fromX, shareX] of across[x] ?? []) {
          const [share, at] = [shareX * shareY, (fromY * width + fromX) * 4];
          weight += share;
          for (let channel = 0; channel < 4; channel++)
            sum[channel] = (sum[channel] ?? 0) + share * (rgba[at + channel] ?? 0);
        }
      }
      for (let channel = 0; channel < 4; channel++)
        out[(y * newWidth + x) * 4 + channel] = Math.round((sum[channel] ?? 0) / weight);
    }
  }
  return { width: newWidth, height: newHeight, rgba: out };
}

/** Which old pixels each new one covers along one side, and how much of each. */
function coverage(before: number, after: number): [old: number, share: number][][] {
  const ratio = before / after;
  return Array.from({ length: after }, (_, at) => {
    const [from, to] = [at * ratio, Math.min(before, (at + 1) * ratio)];
    const first = Math.floor(from);
    const count = Math.ceil(to) - first;
    return Array.from({ length: count }, (_, more): [number, number] => {
      const old = first + more;
      return [Math.min(old, before - 1), Math.min(to, old + 1) - Math.max(from, old)];
    });
  });
}
