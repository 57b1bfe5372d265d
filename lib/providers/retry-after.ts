/** The longest wait a server may impose, in milliseconds. */
const longestMs = 600_000;

/**
 * Milliseconds a server asks to wait, 0 to 10 minutes: `retry-after-ms`, `Retry-After` in seconds or as a date,
 * or Google's `retryDelay` in the body. A date is measured against the server's own clock where it tells it.
 */
export function readRetryAfter(headers: Headers, body = '', nowMs = Date.now()): number | undefined {
  const ms = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(ms)) return clamp(ms);
  const header = headers.get('retry-after')?.trim();
  if (header !== undefined && header !== '') {
    const seconds = Number(header);
    if (Number.isFinite(seconds)) return clamp(seconds * 1000);
    const date = Date.parse(header);
    const serverNow = Date.parse(headers.get('date') ?? '');
    if (!Number.isNaN(date)) return clamp(date - (Number.isNaN(serverNow) ? nowMs : serverNow));
  }
  const delay = /"?retryDelay"?\s*:\s*\\?"(\d+(?:\.\d+)?)s/.exec(body)?.[1];
  return delay === undefined ? undefined : clamp(Number(delay) * 1000);
}

const clamp = (ms: number): number => Math.min(longestMs, Math.max(0, Math.round(ms)));
