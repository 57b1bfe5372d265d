import type { TutorSession } from './session.ts';

/** Slower than an answer is read, */
const usualPace = 0.9;
/** slower by this after each time that something was not understood, */
const slowerBy = 0.1;
/** and never slower than a voice can be asked to speak. */
const slowest = 0.6;

/** The rate at which a tutor speaks, of the user's own. */
export const paceOf = ({ lost }: Pick<TutorSession, 'lost'>): number =>
  Math.max(slowest, Math.round((usualPace - slowerBy * lost) * 100) / 100);
