import type { Claim } from './coverage.ts';
import { isHan } from './han.ts';
import type { PreparedSource } from './prepared.ts';
import { isCommon, type Term } from './terms.ts';

/** Few enough to be read at a glance. */
const most = 4;
/** Letters of a Chinese stretch that is told of though each of them stands somewhere. */
const longStretch = 3;

/**
 * Words of a claim that no source has, in order, as written. Of Han: stretches whose neighbours are never neighbours
 * there, when a letter of them stands nowhere, or when they are so long that their order is not by chance. Numbers that
 * are sure are told of elsewhere.
 */
export function absentWords({ text, terms, numbers }: Claim, sources: readonly PreparedSource[]): string[] {
  const stands = ({ word }: Term) => sources.some(({ places, titleWords }) => places.has(word) || titleWords.has(word));
  const isNumber = ({ start, end }: Term) =>
    numbers.some((number) => number.isSure && number.start < end && start < number.end);
  const absent = terms.filter((term) => !stands(term) && !isNumber(term));
  const letters = terms.filter((term) => !term.isPair && isHanWord(term));
  const isUnknown = (letter: string) =>
    !isCommon(letter) && letters.some((term) => term.word === letter && !stands(term));
  const tells = ({ word }: Term) => ![...word].some(isCommon) || [...word].some(isUnknown);
  const stretches: Stretch[] = [];
  for (const term of absent) {
    const last = stretches.at(-1);
    if (!isHanWord(term)) {
      if (!isCommon(term.word)) stretches.push({ start: term.start, end: term.end, isWord: true });
    } else if (term.isPair && tells(term)) {
      if (last && !last.isWord && term.start < last.end) last.end = term.end;
      else stretches.push({ start: term.start, end: term.end, isWord: false });
    }
  }
  const told = stretches.flatMap((stretch) => {
    if (stretch.isWord) return [stretch];
    const inside = letters.filter(({ start, end }) => start >= stretch.start && end <= stretch.end);
    if (inside.every(stands) && inside.length < longStretch) return [];
    // A pair is absent already when one of its letters stands elsewhere: at the ends that one is left out.
    while (inside.length > 2 && inside[0] && stands(inside[0])) inside.shift();
    while (inside.length > 2 && inside.at(-1) && stands(inside.at(-1) as Term)) inside.pop();
    return [{ start: inside[0]?.start ?? stretch.start, end: inside.at(-1)?.end ?? stretch.end }];
  });
  return [...new Set(told.map(({ start, end }) => text.slice(start, end)))].slice(0, most);
}

interface Stretch {
  start: number;
  end: number;
  isWord: boolean;
}

const isHanWord = ({ word }: Term): boolean => isHan(word.codePointAt(0) ?? 0);
