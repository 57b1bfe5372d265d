import { AppError } from '../model/errors.ts';
import { stored } from './stored.ts';

/** Requests made on one day of this computer's calendar. */
export interface Spent {
  /** `2026-11-24`, by the local clock. */
  day: string;
  requests: number;
}

const spent = stored<Spent>('spent', readSpent);

export function readSpent(raw: unknown): Spent {
  const { day, requests } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  const known = typeof day === 'string' && typeof requests === 'number' && Number.isSafeInteger(requests);
  return known && requests >= 0 ? { day, requests } : { day: '', requests: 0 };
}

export const dayOf = (time: Date): string =>
  [time.getFullYear(), time.getMonth() + 1, time.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

/** The count after one more request on `day`; undefined when `cap` (0: none) does not allow it. */
export function oneMore(before: Spent, day: string, cap: number): Spent | undefined {
  const requests = before.day === day ? before.requests : 0;
  return cap > 0 && requests >= cap ? undefined : { day, requests: requests + 1 };
}

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
    await spent.set(next);
  });
  lastCount = counted.catch(() => {}); // told to the one who asked
  return counted;
}
