import { isHan } from './han.ts';
import { isCommon, termsOf } from './terms.ts';

export interface TextRange {
  start: number;
  end: number;
}

/** Where a source's sentence has words of the claim, as few ranges in order: what to mark for a reader. Linear. */
export function matchedRanges(claim: string, quote: string): TextRange[] {
  const said = new Set(termsOf(claim).map(({ word }) => word));
  const ranges: TextRange[] = [];
  // Of Han, a pair in common says something; a letter alone is often chance.
  for (const { word, start, end, isPair } of termsOf(quote)) {
    const counts = isPair || !isHan(word.codePointAt(0) ?? 0);
    if (!counts || isCommon(word) || !said.has(word)) continue;
    const last = ranges.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else ranges.push({ start, end });
  }
  return ranges;
}
