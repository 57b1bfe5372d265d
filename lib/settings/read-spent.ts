/** Requests made on one day of this computer's calendar. */
export interface Spent {
  /** `2026-11-24`, by the local clock. */
  day: string;
  requests: number;
}

/** Anything, as a count; nothing spent when it is none. */
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
