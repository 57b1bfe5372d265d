import { expect, test } from 'vitest';
import { beginningFirst } from '../../../lib/providers/bytes.ts';
import { seeded } from '../markdown/documents.ts';

async function* each(pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

async function all(pieces: Uint8Array[]): Promise<Uint8Array[]> {
  const got: Uint8Array[] = [];
  for await (const piece of beginningFirst(each(pieces))) got.push(piece);
  return got;
}

test('a first piece that is long comes in two, and every byte comes once and in order', async () => {
  const random = seeded(3);
  for (const lengths of [[600_000, 70_000, 5], [4_096, 9_000], [4_097], [3, 500_000], [0, 8], []]) {
    const pieces = lengths.map((length) => Uint8Array.from({ length }, () => Math.floor(random() * 256)));
    const got = await all(pieces);
    expect(Buffer.concat(got).equals(Buffer.concat(pieces))).toBe(true);
    expect(got.length).toBe(lengths.length + ((lengths[0] ?? 0) > 4_096 ? 1 : 0));
    expect(got[0]?.length ?? 0).toBeLessThanOrEqual(4_096);
  }
});

test('whoever reads has a turn with the beginning before the rest comes', async () => {
  const order: string[] = [];
  for await (const piece of beginningFirst(each([new Uint8Array(9_000)]))) {
    order.push(`${piece.length}`);
    setTimeout(() => order.push('turn'));
  }
  expect(order.slice(0, 3)).toEqual(['4096', 'turn', '4904']);
});
