import { align } from './align.ts';
import type { Claim } from './coverage.ts';
import { exchanges } from './exchanges.ts';
import { isSameNumber, type NumberMention, numbersIn } from './numbers.ts';
import { denial, reversal } from './opposites.ts';
import { type Term, termsOf } from './terms.ts';

export interface Differences {
  /** Share of the claim's words that stand in the sentence, in order, 0 to 1. */
  order: number;
  /** Share of neighbouring words of the claim that are neighbours in the sentence, too. */
  neighbours: number;
  changed: { said: string; source: string }[];
  negation: boolean;
  direction: boolean;
}

/** A claim and a sentence laid beside each other, word by word. */
export interface Laid {
  claim: Claim;
  sentence: string;
  ours: readonly Term[];
  theirs: readonly Term[];
  /** For each of our words its partner's index in theirs, or -1. */
  partner: Int32Array;
  /** How many have one. */
  matched: number;
}

/** How a claim differs from one sentence of a source, word by word. */
export function differencesOf(claim: Claim, sentence: string): Differences {
  const indexOf = (number: NumberMention): number => claim.numbers.findIndex((one) => isSameNumber(one, number));
  const ours = rowOf(claim.terms, claim.numbers, (number) => `#${indexOf(number)}`);
  const theirs = rowOf(termsOf(sentence), numbersIn(sentence), (number, index) => {
    const same = indexOf(number);
    return same < 0 ? `##${index}` : `#${same}`;
  });
  const { partner, matched } = align(
    ours.map(({ word }) => word),
    theirs.map(({ word }) => word),
  );
  let neighbours = 0;
  for (let at = 1; at < ours.length; at++) {
    const before = partner[at - 1] ?? -1;
    if (before >= 0 && partner[at] === before + 1) neighbours++;
  }
  const order = matched / Math.max(1, ours.length);
  const laid: Laid = { claim, sentence, ours, theirs, partner, matched };
  return {
    order,
    neighbours: ours.length > 1 ? neighbours / (ours.length - 1) : order,
    changed: exchanges(laid),
    negation: order >= comparable && denial(laid),
    direction: reversal(laid, order >= comparable),
  };
}

/** Words in a row, without pairs; a number is one word, whatever its form: 131万 is 1313851. */
function rowOf(
  terms: readonly Term[],
  numbers: readonly NumberMention[],
  nameOf: (number: NumberMention, index: number) => string,
): Term[] {
  const row: Term[] = [];
  let at = 0;
  const takeNumbers = (before: number): void => {
    for (let number = numbers[at]; number && number.start < before; number = numbers[++at]) {
      row.push({ word: nameOf(number, at), start: number.start, end: number.end, isPair: false });
    }
  };
  for (const term of terms) {
    if (term.isPair) continue;
    takeNumbers(term.end);
    const last = numbers[at - 1];
    if (!last || last.end <= term.start) row.push(term);
  }
  takeNumbers(Number.POSITIVE_INFINITY);
  return row;
}

/** Below this share of common words two sentences do not say the same thing, so that their negations cannot differ. */
const comparable = 0.5;
