import { checksOf, createChecker } from './checks.ts';
import { compareAnswers } from './compare.ts';
import { crossChecks } from './cross-check.ts';
import { matchedRanges } from './matched.ts';

/** Checks, and what a reader sees of two texts laid beside each other: wanted when an answer is about to come (lib/parts). */
export const checking = { createChecker, checksOf, crossChecks, compareAnswers, matchedRanges };

export type Checking = typeof checking;
