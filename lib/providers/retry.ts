import type { AppErrorData, ErrorCode } from '../model/errors.ts';

/** How many requests an error may cost in all. Absent: one. */
const attempts: Partial<Record<ErrorCode, number>> = {
  rateLimited: 3,
  serverFailed: 3,
  overloaded: 3,
  interrupted: 3, // closed without a word
  network: 2,
  offline: 3, // while there is no network nobody is asked (online.ts)
};

/**
 * Milliseconds to wait before asking again, or undefined to give up. Only for a request of which nothing was shown.
 * `made` counts the requests so far. What the server asks for is honoured; otherwise full jitter, 0.5 to 8 s.
 */
export function waitBefore(error: AppErrorData, made: number, random: () => number = Math.random): number | undefined {
  if (made >= allowed(error)) return undefined;
  if (error.retryAfterMs !== undefined) return error.retryAfterMs;
  const ceilingMs = Math.min(8000, 1000 * 2 ** made);
  return 500 + random() * (ceilingMs - 500);
}

function allowed(error: AppErrorData): number {
  // Our own patience ended: asking again would double the silence. A relay's patience: once more.
  if (error.code === 'timeout') return error.status === undefined ? 1 : error.status === 408 ? 3 : 2;
  if (error.code === 'serverFailed' && error.status === 400) return 2;
  return attempts[error.code] ?? 1;
}
