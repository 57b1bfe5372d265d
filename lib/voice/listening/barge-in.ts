import { saysNothingNew } from './backchannel.ts';

/** ms of a voice above the echo after which what is read gets softer, and after which it is silent. */
export const duckAfterMs = 300;
export const holdAfterMs = 500;
/** Words, or Han letters, that are no noise. */
const leastWords = 2;

/** How far somebody has broken in upon what is being read. 'over': it is theirs. */
export type BargeIn = 'none' | 'ducked' | 'held' | 'over';

export type BargeInEvent =
  /** Somebody has been speaking for so long. */
  | { type: 'voice'; ms: number }
  /** Words of them: while they speak, at a lull after which they may go on, or all there are. */
  | { type: 'words'; text: string; when: 'meanwhile' | 'lull' | 'end' };

export interface BargeInStep {
  state: BargeIn;
  /** What is to be done; absent: nothing. 'resume': as loud as before, and on where it was. */
  act?: 'duck' | 'hold' | 'resume' | 'stop';
}

/**
 * What somebody who speaks while an answer is read brings about. `spoken`: what was being read then, so that our own
 * words, heard by the microphone, do not count as theirs.
 */
export function bargedIn(state: BargeIn, event: BargeInEvent, spoken: readonly string[] = []): BargeInStep {
  if (state === 'over') return { state };
  if (event.type === 'voice') {
    if (event.ms >= holdAfterMs && state !== 'held') return { state: 'held', act: 'hold' };
    if (event.ms >= duckAfterMs && state === 'none') return { state: 'ducked', act: 'duck' };
    return { state };
  }
  if (state === 'none') return { state }; // late words of what has been decided
  const isNothing = saysNothingNew(event.text, spoken);
  if (isNothing && event.when !== 'meanwhile') return { state: 'none', act: 'resume' };
  if (!isNothing && event.when === 'end') return { state: 'over', act: 'stop' };
  if (!isNothing && state === 'ducked' && countOf(event.text) >= leastWords) return { state: 'held', act: 'hold' };
  return { state };
}

const countOf = (text: string): number => text.match(/\p{Script=Han}|[\p{L}\p{N}'’-]+/gu)?.length ?? 0;
