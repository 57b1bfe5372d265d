import { describe, expect, test } from 'vitest';
import { type BlockRow, blockOf, blockRow, blockSize, rowAt, swept } from '../../../lib/ledger/blocks.ts';
import { chained, createChainCheck, genesis } from '../../../lib/ledger/chain.ts';
import { checkedBlock } from '../../../lib/ledger/check-block.ts';
import { type FacetRow, facetOf, facetRow, facetsOf } from '../../../lib/ledger/facets.ts';
import { entryOf, packedRow, type Row } from '../../../lib/ledger/rows.ts';
import type { GapEntry, RecordEntry } from '../../../lib/model/ledger.ts';
import { aRecord } from './records.ts';

interface Parts {
  block: BlockRow;
  bytes: Uint8Array<ArrayBuffer>;
  facets: FacetRow;
  isSwept: boolean;
}

/** A full block, of which number 3 is a gap that an entry announces. */
async function aBlock(): Promise<Parts & { rows: Row[] }> {
  const bodies = Array.from({ length: blockSize }, (_, at) =>
    at === 9
      ? { deletion: { atMs: 77, ranges: [[3, 3]] as [number, number][] } }
      : { record: aRecord({ id: `r${at}`, atMs: at + 0.5, author: authors[at % 2] ?? { kind: 'quotes' } }) },
  );
  const made = await chained(genesis, bodies);
  const rows = made.map(({ entry, text }): Row => {
    const { seq, prev, hash } = entry;
    return seq === 3 ? ({ seq, prev, hash, deletedAtMs: 77 } satisfies GapEntry) : packedRow(entry, text);
  });
  const facets = made.map(({ entry }) => ('record' in entry && entry.seq !== 3 ? facetOf(entry) : undefined));
  const { row, content } = blockRow(1, rows);
  const bytes = new Uint8Array(await content.arrayBuffer());
  return { block: row, bytes, facets: facetRow(1, facets), isSwept: true, rows };
}

const authors = [
  { kind: 'quotes' },
  { kind: 'model', connectionId: 'c', name: 'n', model: 'small', host: 'h' },
] as const;

/** Places that do not fit, when the chain is known to end as the block was written. */
async function faultsOf(parts: Parts & { rows: Row[] }): Promise<number[]> {
  const check = createChainCheck(true);
  const head = parts.rows.at(-1);
  for (const { entry, fits, isListedRight } of await checkedBlock(parts)) {
    check.push(entry, fits);
    if (!isListedRight) check.fault(entry.seq, 'listing');
  }
  return check.end(head).faults.map(({ seq }) => seq);
}

describe('a block', () => {
  test('gives each of its entries as it was, from the whole and from a piece', async () => {
    const { block, bytes, rows } = await aBlock();
    for (const [ordinal, row] of rows.entries()) {
      const read = rowAt(block, ordinal, bytes);
      expect(read && entryOf(read)).toEqual(entryOf(row));
    }
    const start = block.ends[4] ?? 0;
    expect(rowAt(block, 5, bytes.subarray(start), start)).toEqual(rows[5]);
  });

  test('as it was written has no faults', async () => {
    expect(await faultsOf(await aBlock())).toEqual([]);
  });

  test('tells which block a place belongs to', () => {
    expect([1, 128, 129, 256, 257].map(blockOf)).toEqual([1, 1, 129, 129, 257]);
  });

  test('loses the bytes of what was deleted and nothing else', async () => {
    const { block, bytes, facets } = await aBlock();
    block.gone[20] = 5;
    block.gone[127] = 5;
    const { row, content } = swept(block, bytes);
    expect(content.size).toBeLessThan(bytes.length);
    const left = new Uint8Array(await content.arrayBuffer());
    const checked = await checkedBlock({ block: row, bytes: left, facets, isSwept: true });
    expect(checked.filter(({ fits }) => !fits)).toEqual([]);
    expect(checked[20]?.entry).toMatchObject({ seq: 21, deletedAtMs: 5 });
  });

  test('that still holds the bytes of what was deleted has a fault, unless it is to be swept', async () => {
    const { block, bytes, facets } = await aBlock();
    block.gone[20] = 5;
    const fitting = async (isSwept: boolean) => {
      const checked = await checkedBlock({ block, bytes, facets, isSwept });
      return checked[20]?.fits;
    };
    expect([await fitting(true), await fitting(false)]).toEqual([false, true]);
  });

  test('holds a place open for an entry that was missing', async () => {
    const { rows } = await aBlock();
    const { row, content } = blockRow(1, rows.toSpliced(50, 1));
    const bytes = new Uint8Array(await content.arrayBuffer());
    const checked = await checkedBlock({ block: row, bytes, facets: facetRow(1, []), isSwept: true });
    expect(checked.map(({ entry }) => entry.seq)).not.toContain(51);
    expect(checked).toHaveLength(blockSize - 1);
  });
});

describe('in a block any one changed byte is found:', () => {
  const changed = (array: Uint8Array, at: number): void => {
    array[at] = (array[at] ?? 0) ^ 1;
  };
  const asBytes = (array: { buffer: ArrayBufferLike }) => new Uint8Array(array.buffer);

  test('of the texts', { timeout: 60_000 }, async () => {
    const parts = await aBlock();
    for (let at = 0; at < parts.bytes.length; at += 997) {
      const bytes = parts.bytes.slice();
      changed(bytes, at);
      const seq = parts.block.ends.findIndex((end) => end > at) + 1;
      expect(await faultsOf({ ...parts, bytes }), `byte ${at}`).toContain(seq);
    }
  });

  test.each(['hashes', 'ends', 'sums', 'gone'] as const)('of %s', { timeout: 60_000 }, async (name) => {
    const parts = await aBlock();
    const { length } = asBytes(parts.block[name]);
    for (let at = 0; at < length; at += 37) {
      const block = { ...parts.block, [name]: parts.block[name].slice() };
      changed(asBytes(block[name]), at);
      expect((await faultsOf({ ...parts, block })).length, `byte ${at}`).toBeGreaterThan(0);
    }
  });

  test('of what records are filtered and looked up by', { timeout: 60_000 }, async () => {
    const parts = await aBlock();
    for (let at = 0; at < parts.facets.bytes.length; at += 13) {
      const facets = { ...parts.facets, bytes: parts.facets.bytes.slice() };
      changed(facets.bytes, at);
      // Of a gap and of a deletion nothing is filtered or looked up by, and their other bytes are read by nobody.
      const isRead = facetsOf(facets).some(
        (facet, ordinal) => JSON.stringify(facet) !== JSON.stringify(facetsOf(parts.facets)[ordinal]),
      );
      if (isRead) expect((await faultsOf({ ...parts, facets })).length, `byte ${at}`).toBeGreaterThan(0);
    }
    const renamed = { ...parts.facets, models: ['quotes', 'smell'] };
    expect((await faultsOf({ ...parts, facets: renamed })).length).toBeGreaterThan(0);
  });

  test('and bytes, properties or names that were added', async () => {
    const parts = await aBlock();
    const longer = new Uint8Array([...parts.bytes, 0]);
    expect(await faultsOf({ ...parts, bytes: longer })).toEqual([128]);
    expect(await faultsOf({ ...parts, block: { ...parts.block, more: 1 } as BlockRow })).toEqual([128]);
    expect(new Set(await faultsOf({ ...parts, block: { ...parts.block, prev: 'b'.repeat(64) } }))).toEqual(
      new Set([1]),
    );
    const named = { ...parts.facets, models: [...parts.facets.models, 'another'] };
    expect((await faultsOf({ ...parts, facets: named })).length).toBeGreaterThan(0);
  });
});

test('facets are as the records say, and of damaged bytes there are none', async () => {
  const record = aRecord();
  const entry: RecordEntry = { seq: 1, prev: '', hash: 'c'.repeat(64), record };
  const row = facetRow(1, [undefined, facetOf(entry)]);
  expect(facetsOf(row)[0]).toBeUndefined();
  const found = facetsOf(row)[1];
  expect({ ...found, keys: [...(found?.keys ?? [])] }).toEqual(facetOf(entry));
  expect(facetsOf({ ...row, bytes: row.bytes.subarray(1) })).toEqual([]);
});
