import type { Checking } from '../grounding/checking.ts';
import { verifierVersion } from '../grounding/version.ts';
import { canonical } from '../ledger/canonical.ts';
import type { AnswerRecord } from '../model/record.ts';
import type { Check, Verdict } from '../model/verdict.ts';

/** How a check made now compares with the recorded one of the same sentence. */
export interface Difference {
  /** The sentence, or what either took for one. */
  sentence: string;
  /** Absent: that side has no such sentence. */
  before?: Verdict;
  now?: Verdict;
}

export interface CheckedAgain {
  differences: Difference[];
  /** Set when another version of the verifier made the recorded checks. */
  otherVerifier?: { before: string; now: string };
}

/** Checks a recorded answer anew, on this machine, against its recorded sources. */
export function checkedAgain(
  { answer, sources, checks, mode, task, verifier, end }: AnswerRecord,
  { checksOf }: Pick<Checking, 'checksOf'>,
): CheckedAgain {
  const onlyCited = mode === 'creative' || task === 'draft';
  const isChecked = ({ sources, badNumbers }: Check) => !onlyCited || sources.length + badNumbers.length > 0;
  const all = sources.length > 0 ? checksOf(answer, sources).filter(isChecked) : [];
  const before = new Map(checks.map((check) => [check.start, check]));
  // An answer that was cut has no check of the sentence it was cut in.
  const lastEnd = Math.max(0, ...checks.map((check) => check.end));
  const now = new Map(all.filter((check) => end || check.end <= lastEnd).map((check) => [check.start, check]));
  const differences: Difference[] = [];
  for (const start of [...new Set([...before.keys(), ...now.keys()])].sort((a, b) => a - b)) {
    const [old, fresh] = [before.get(start), now.get(start)];
    if (old && fresh && canonical(old) === canonical(fresh)) continue;
    const { end = start } = fresh ?? old ?? {};
    differences.push({ sentence: answer.slice(start, end), before: old?.verdict, now: fresh?.verdict });
  }
  return {
    differences,
    ...(verifier !== verifierVersion && { otherVerifier: { before: verifier, now: verifierVersion } }),
  };
}
