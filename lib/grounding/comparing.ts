import { compareAnswers } from './compare.ts';
import { matchedRanges } from './matched.ts';

/** What a reader sees of two texts laid beside each other; it comes to a surface when one looks (lib/parts). */
export const comparing = { compareAnswers, matchedRanges };

export type Comparing = typeof comparing;
