import type { Claim } from './coverage.ts';
import type { PreparedSource } from './prepared.ts';
import { isCommon } from './terms.ts';

/** Few enough to be read at a glance. */
const most = 4;

/**
 * Words of a claim that no source has, in order, as written; of Han, stretches whose neighbouring letters are never
 * neighbours there. Numbers are told of elsewhere.
 */
export function absentWords({ text, terms, numbers }: Claim, sources: readonly PreparedSource[]): string[] {
  const stands = (word: string) => sources.some(({ places, titleWords }) => places.has(word) || titleWords.has(word));
  const stretches: { start: number; end: number }[] = [];
  const hanPairs = terms.filter(({ isPair }) => isPair);
  const isHanLetter = ({ start, end }: { start: number; end: number }) =>
    hanPairs.some((pair) => pair.start <= start && end <= pair.end);
  for (const term of terms) {
    const { word, start, end, isPair } = term;
    if (stands(word) || (isPair ? [...word].every(isCommon) : isCommon(word) || isHanLetter(term))) continue;
    if (numbers.some((number) => number.start < end && start < number.end)) continue;
    const last = stretches.at(-1);
    if (isPair && last && start < last.end) last.end = end;
    else stretches.push({ start, end });
  }
  // A pair is absent already when one of its letters stands elsewhere: at the ends of a stretch, that one is left out.
  const letters = new Set(terms.filter((term) => !term.isPair && stands(term.word)).map(({ start }) => start));
  const trimmed = stretches.map(({ start, end }) => {
    const from = letters.has(start) && end - start > 2 ? start + 1 : start;
    return text.slice(from, letters.has(end - 1) && end - from > 2 ? end - 1 : end);
  });
  return [...new Set(trimmed)].slice(0, most);
}
