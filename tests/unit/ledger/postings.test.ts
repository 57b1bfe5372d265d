import { expect, test } from 'vitest';
import { bucketed, bucketOf, ordinalsOf, without } from '../../../lib/ledger/postings.ts';

const terms = (...hashes: number[]) => Uint32Array.from(hashes);

test('a bucket tells the records of each of its terms', () => {
  const made = bucketed([terms(1, 2, 0xffff_ffff), terms(2), terms(2, 0xffff_ffff)]);
  const low = made.get(bucketOf(1)) ?? new Uint8Array();
  expect([...ordinalsOf(low, 1)]).toEqual([0]);
  expect([...ordinalsOf(low, 2)]).toEqual([0, 1, 2]);
  expect([...ordinalsOf(low, 3)]).toEqual([]);
  expect([...ordinalsOf(made.get(bucketOf(0xffff_ffff)) ?? new Uint8Array(), 0xffff_ffff)]).toEqual([0, 2]);
});

test('a term of all 256 records of a segment is told whole', () => {
  const made = bucketed(Array.from({ length: 256 }, () => terms(7)));
  expect(ordinalsOf(made.get(0) ?? new Uint8Array(), 7)).toHaveLength(256);
});

test('after a record is taken out nothing of a term that it alone had is left', () => {
  const made = bucketed([terms(1, 2), terms(2)]).get(0) ?? new Uint8Array();
  const left = without(made, new Set([0])) ?? new Uint8Array();
  expect([...ordinalsOf(left, 1)]).toEqual([]);
  expect([...ordinalsOf(left, 2)]).toEqual([1]);
  expect(left).toHaveLength(6);
  expect(without(left, new Set([1]))).toBeUndefined();
});
