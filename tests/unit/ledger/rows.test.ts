import { describe, expect, test } from 'vitest';
import { textOf } from '../../../lib/ledger/chain.ts';
import { pack, unpack } from '../../../lib/ledger/pack.ts';
import { entryOf, type PackedRow, packedRow, verifiedRow } from '../../../lib/ledger/rows.ts';
import { aChain } from './records.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('packed bytes', () => {
  test.each([
    ['nothing', ''],
    ['one letter', 'a'],
    ['no repetition', '旁答abc'],
    ['one letter many times', 'a'.repeat(100_000)],
    ['a repetition beyond the window', `${'甲塔高120米，'}${'x7Q'.repeat(1)}${'y'.repeat(70_000)}甲塔高120米，`],
    [
      'text that says its sources twice',
      `${'甲塔高120米，1990年建成。'.repeat(3)}${JSON.stringify({ a: '甲塔高120米' })}`,
    ],
    ['long literals', Array.from({ length: 900 }, (_, at) => String.fromCharCode(0x4e00 + at * 7)).join('')],
  ])('of %s are the same again', (_, text) => {
    expect(unpack(pack(bytes(text)))).toEqual(bytes(text));
  });

  test('that were damaged are the wrong bytes or an error, never a hang', () => {
    const packed = pack(bytes('甲塔高120米，1990年建成。'.repeat(40)));
    for (let at = 0; at < packed.length; at += 1) {
      for (const change of [1, 128, 255]) {
        const damaged = packed.slice();
        damaged[at] = (damaged[at] ?? 0) ^ change;
        try {
          unpack(damaged);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(RangeError);
        }
      }
    }
  });
});

test('packed bytes that say they unpack to four gigabytes are refused before any room is made', () => {
  const packed = pack(bytes('甲塔高120米'));
  new DataView(packed.buffer).setUint32(0, 0xffff_ffff, true);
  expect(() => unpack(packed)).toThrow(RangeError);
});

describe('a row', () => {
  const aRow = async (): Promise<PackedRow> => {
    const [entry] = await aChain(1);
    if (!entry) throw new Error('a chain of one has one');
    return packedRow(entry, textOf(entry));
  };

  test('holds its entry', async () => {
    const [entry] = await aChain(1);
    expect(entryOf(await aRow())).toEqual(entry);
    expect(await verifiedRow(await aRow())).toEqual({ entry, fits: true });
  });

  test('of which any one byte was changed does not fit', async () => {
    const row = await aRow();
    for (let at = 0; at < row.packed.length; at += 1) {
      const packed = row.packed.slice();
      packed[at] = (packed[at] ?? 0) ^ 1;
      expect((await verifiedRow({ ...row, packed })).fits, `byte ${at}`).toBe(false);
    }
  });

  test('whose place, link, hash or sum was changed, or to which something was added, does not fit', async () => {
    const row = await aRow();
    for (const change of [{ seq: 2 }, { prev: 'b'.repeat(64) }, { hash: 'b'.repeat(64) }, { sum: 1 }, { more: 1 }])
      expect((await verifiedRow({ ...row, ...change })).fits, JSON.stringify(change)).toBe(false);
  });
});
