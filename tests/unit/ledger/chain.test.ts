import { describe, expect, test } from 'vitest';
import { type ChainReport, chained, createChainCheck, hashFits, hashOf, isGap } from '../../../lib/ledger/chain.ts';
import type { LedgerEntry } from '../../../lib/model/ledger.ts';
import { aChain } from './records.ts';

async function checked(
  entries: readonly LedgerEntry[],
  { whole = true, head = entries.at(-1) as { seq: number; hash: string } } = {},
): Promise<ChainReport> {
  const check = createChainCheck(whole);
  for (const entry of entries) check.push(entry, isGap(entry) || (await hashFits(entry)));
  return check.end(head);
}

describe('a chain', () => {
  test('as it was written fits', async () => {
    const entries = await aChain(5);
    expect(await checked(entries)).toMatchObject({ records: 5, faults: [], deleted: [] });
  });

  test('names the entry of which one character was changed', async () => {
    const entries = structuredClone(await aChain(5));
    const third = entries[2];
    if (third) third.record.answer = third.record.answer.replace('120', '121');
    expect((await checked(entries)).faults).toEqual([{ seq: 3, why: 'changed' }]);
  });

  test('names the entry after one that was changed and given a new hash', async () => {
    const entries = structuredClone(await aChain(5));
    const third = entries[2];
    if (third) {
      third.record.answer = 'forged';
      third.hash = await hashOf(third);
    }
    expect((await checked(entries)).faults).toEqual([{ seq: 4, why: 'outOfOrder' }]);
  });

  test('names what was taken out, in the middle and at the end', async () => {
    const entries = await aChain(6);
    const head = { seq: 6, hash: entries[5]?.hash ?? '' };
    const report = await checked(entries.toSpliced(2, 1).slice(0, -1), { head });
    expect(report.faults).toEqual([
      { seq: 3, why: 'missing' },
      { seq: 6, why: 'missing' },
    ]);
  });

  test('finds entries that changed places', async () => {
    const entries = await aChain(4);
    const [a, b, c, d] = entries;
    const report = await checked([a, c, b, d].filter((entry) => entry !== undefined));
    expect(report.faults.map(({ why }) => why)).toContain('outOfOrder');
  });
});

describe('a deletion', () => {
  async function withGap(): Promise<LedgerEntry[]> {
    const entries: LedgerEntry[] = await aChain(4);
    const last = entries.at(-1) as LedgerEntry;
    const deletion = { deletion: { atMs: 77, ranges: [[2, 3]] as [number, number][] } };
    entries.push(...(await chained(last, [deletion])).map(({ entry }) => entry));
    return entries.map((entry) => {
      const { seq, prev, hash } = entry;
      return seq === 2 || seq === 3 ? { seq, prev, hash, deletedAtMs: 77 } : entry;
    });
  }

  test('leaves gaps that fit, and the chain says how many were deleted and when', async () => {
    const report = await checked(await withGap());
    expect(report).toMatchObject({ records: 2, faults: [], deleted: [{ atMs: 77, count: 2 }] });
  });

  test('at another time than the chain says is found', async () => {
    const entries = (await withGap()).map((entry) => (entry.seq === 2 ? { ...entry, deletedAtMs: 78 } : entry));
    expect((await checked(entries)).faults).toEqual([{ seq: 2, why: 'notAnnounced' }]);
  });

  test('that the chain does not speak of is found', async () => {
    const entries = (await aChain(3)).map((entry) => {
      const { seq, prev, hash } = entry;
      return seq === 2 ? { seq, prev, hash, deletedAtMs: 5 } : entry;
    });
    expect((await checked(entries)).faults).toEqual([{ seq: 2, why: 'notAnnounced' }]);
  });
});

test('of a selection the holes are no faults, and changes still are', async () => {
  const entries = structuredClone(await aChain(6)).filter(({ seq }) => seq % 2 === 0);
  expect((await checked(entries, { whole: false })).faults).toEqual([]);
  const first = entries[0];
  if (first) first.record.question = 'another';
  expect((await checked(entries, { whole: false })).faults).toEqual([{ seq: 2, why: 'changed' }]);
});
