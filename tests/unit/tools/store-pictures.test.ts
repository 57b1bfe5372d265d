import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { gifOf } from '../../tools/store/gif.ts';
import { decodePng, encodePng, scaled } from '../../tools/store/png.ts';

type Colour = readonly [number, number, number];

/** An RGB PNG, each row written with the filter of its number, as a browser may choose. */
function pngOf(rows: readonly (readonly Colour[])[], filterOf: (row: number) => number): Buffer {
  const width = rows[0]?.length ?? 0;
  const bytes = rows.map((row) => row.flat());
  const at = (row: number, byte: number) => (byte < 0 ? 0 : (bytes[row]?.[byte] ?? 0));
  const filtered = bytes.map((row, y) => [
    filterOf(y),
    ...row.map((value, x) => {
      const [left, above, corner] = [at(y, x - 3), at(y - 1, x), at(y - 1, x - 3)];
      const nearest = [left, above, corner].toSorted(
        (one, other) => Math.abs(left + above - corner - one) - Math.abs(left + above - corner - other),
      )[0];
      return (value - ([0, left, above, (left + above) >> 1, nearest ?? 0][filterOf(y)] ?? 0)) & 255;
    }),
  ]);
  const chunk = (name: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(name), data, Buffer.alloc(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(rows.length, 4);
  head.set([8, 2], 8);
  return Buffer.concat([
    Buffer.alloc(8),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from(filtered.flat()))),
  ]);
}

const noisy = Array.from({ length: 10 }, (_, y) =>
  Array.from(
    { length: 7 },
    (_, x): Colour => [(x * 37 + y * 11) % 256, (x * y * 29) % 256, (255 - x * 5 - y * 23) & 255],
  ),
);
const plain = (colour: Colour) => Array.from({ length: 8 }, () => Array.from({ length: 8 }, () => colour));

describe('a picture', () => {
  test.each([0, 1, 2, 3, 4])('is read whatever filter its rows have: %i', (filter) => {
    const { width, height, rgba } = decodePng(pngOf(noisy, () => filter));
    expect([width, height]).toEqual([7, 10]);
    const colours = noisy.flat().flatMap((colour) => [...colour, 255]);
    expect([...rgba]).toEqual(colours);
  });

  test('is written with a palette, and begins as every PNG does', () => {
    const png = encodePng(Uint8Array.of(0, 1, 1, 0), [[255, 0, 0], [0, 0, 255]], 2, 2); // biome-ignore format: pairs
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]).toEqual([2, 2, 8, 3]);
  });

  test('made smaller, keeps a plain colour and mixes two', () => {
    const half = plain([0, 0, 0]).map((row) => row.map((_, x): Colour => (x < 2 ? [200, 100, 0] : [0, 0, 0])));
    const small = scaled(decodePng(pngOf(half, () => 0)), 2);
    expect([small.width, small.height]).toEqual([2, 2]);
    expect([...small.rgba.subarray(0, 8)]).toEqual([100, 50, 0, 255, 0, 0, 0, 255]);
  });
});

describe('a film', () => {
  const red = pngOf(plain([200, 0, 0]), () => 0);
  const blue = pngOf(plain([0, 0, 200]), () => 0);
  /** The delays of its pictures, in ms: what a graphic control extension holds. */
  const delays = (gif: Uint8Array): number[] => {
    const bytes = Buffer.from(gif);
    const control = Buffer.from([0x21, 0xf9, 0x04]);
    const found: number[] = [];
    for (let at = bytes.indexOf(control); at !== -1; at = bytes.indexOf(control, at + 1))
      found.push(bytes.readUInt16LE(at + 4) * 10);
    return found;
  };

  test('has a picture for each change, shown as long as it stood', () => {
    const frames = [
      { png: red, atMs: 0 },
      { png: blue, atMs: 1_000 },
      { png: red, atMs: 1_500 },
    ];
    expect(delays(gifOf(frames, [], 8)).slice(0, 2)).toEqual([1_000, 500]);
    expect(delays(gifOf(frames, [], 8))).toHaveLength(3);
  });

  test('shows the pointer where it goes', () => {
    const track = [
      { atMs: 0, x: 0, y: 0 },
      { atMs: 300, x: 6, y: 0 },
    ];
    const frames = [red, red].map((png, index) => ({ png, atMs: index * 600 }));
    expect(delays(gifOf(frames, track, 8)).length).toBeGreaterThan(3);
  });
});
