import { expect, test } from 'vitest';
import { checkedAgain as checkedWith } from '../../../lib/answer/check-again.ts';
import { checksOf } from '../../../lib/grounding/checks.ts';
import { verifierVersion } from '../../../lib/grounding/version.ts';
import type { AnswerRecord } from '../../../lib/model/record.ts';
import { aRecord } from '../ledger/records.ts';

const checkedAgain = (record: AnswerRecord) => checkedWith(record, { checksOf });
const plain = aRecord();
const recorded = aRecord({ checks: checksOf(plain.answer, plain.sources), verifier: verifierVersion });

test('a record that was checked by this version comes out the same', () => {
  expect(checkedAgain(recorded)).toEqual({ differences: [] });
});

test('a recorded verdict that the sources do not give is named with its sentence', () => {
  const [check] = recorded.checks;
  const forged = { ...recorded, checks: check ? [{ ...check, verdict: 'notFound' as const }] : [] };
  expect(checkedAgain(forged).differences).toEqual([
    { sentence: expect.stringContaining('120'), before: 'notFound', now: check?.verdict },
  ]);
});

test('another version of the verifier is named', () => {
  expect(checkedAgain({ ...recorded, verifier: 'lex@0' }).otherVerifier).toEqual({
    before: 'lex@0',
    now: verifierVersion,
  });
});

test('of free writing only what cites is checked', () => {
  const answer = '塔很美。';
  expect(checkedAgain({ ...recorded, mode: 'creative', answer, checks: [] }).differences).toEqual([]);
  expect(checkedAgain({ ...recorded, answer, checks: [] }).differences).toHaveLength(1);
});
