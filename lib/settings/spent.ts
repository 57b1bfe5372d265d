import { AppError } from '../model/errors.ts';
import { dayOf, oneMore, readSpent, type Spent } from './read-spent.ts';
import { stored } from './stored.ts';

const spent = stored<Spent>('spent', readSpent);

/** One after another: two questions at once must not both be the last one. */
let lastCount: Promise<unknown> = Promise.resolve();

/**
 * Counts a request that is about to leave. A day begins anew when the clock says so, whichever way it was set.
 * @throws AppError 'capReached' when `cap` requests (0: no cap) were made today.
 */
export function countRequest(cap: number, now = new Date()): Promise<void> {
  const counted = lastCount.then(async () => {
    const next = oneMore(await spent.get(), dayOf(now), cap);
    if (!next) throw new AppError('capReached', `${cap} requests were made today.`);
    return next;
  });
  const written = counted.then((next) => spent.set(next));
  lastCount = written.catch(() => {}); // told to the one who asked
  // Where nothing is capped, a question need not wait until it has been counted.
  return cap > 0 ? written : counted.then(() => {});
}

/** Whether `cap` requests (0: no cap) were made today. */
export const isCapReached = async (cap: number, now = new Date()): Promise<boolean> =>
  !oneMore(await spent.get(), dayOf(now), cap);
