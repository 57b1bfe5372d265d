import { citationSegments } from './citations.ts';
import { namesIn } from './names.ts';
import { isSameNumber, numbersIn } from './numbers.ts';
import { hanShare, squeeze } from './prepared.ts';

/** What only one of two answers to the same question says, as written there. */
export interface AnswerDifferences {
  onlyFirst: string[];
  onlySecond: string[];
}

/**
 * Numbers and names in which two answers differ: what a reader would be misled by. Other wording is no difference. Sure
 * numbers only: "one of" is no figure. Linear but for the numbers, of which there are few.
 */
export function compareAnswers(first: string, second: string): AnswerDifferences {
  const [one, other] = [withoutNumbers(first), withoutNumbers(second)];
  return { onlyFirst: missingIn(other, one), onlySecond: missingIn(one, other) };
}

/** Which source is cited is no fact of the answer. */
const withoutNumbers = (answer: string): string =>
  citationSegments(answer)
    .map(({ raw, citation }) => (citation ? ' ' : raw))
    .join('');

/** Facts of `said` that `other` does not have. */
function missingIn(other: string, said: string): string[] {
  const otherNumbers = numbersIn(other);
  const otherText = squeeze(other);
  const numbers = numbersIn(said).filter(
    (number) => number.isSure && !otherNumbers.some((one) => isSameNumber(number, one)),
  );
  const names = namesIn(said, hanShare(said) >= 0.4).filter(({ raw }) => !otherText.includes(squeeze(raw)));
  return [...new Set([...numbers, ...names].map(({ raw }) => raw))];
}
