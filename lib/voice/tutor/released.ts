import type { Tutor } from './tutor.ts';

/** How many portions of this turn were let go on. */
export function releasedPortions(tutor: Pick<Tutor, 'getState'>, turnId: string): number {
  const { released } = tutor.getState();
  return released.turnId === turnId ? released.count : 0;
}
