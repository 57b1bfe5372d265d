import { isLocalHost } from './base-url.ts';

/** ms for which a connection that was used is taken to be open still: servers close one that is idle for a minute or more. */
const openMs = 50_000;

/** ms that a connection may take to be made; a question that comes later makes its own. */
const longestMs = 10_000;

/** When each host was asked last, on the clock of `performance.now`. */
const lastMs = new Map<string, number>();

/** Says that a host is asked now. */
export const isAsked = (host: string): void => void lastMs.set(host, performance.now());

/**
 * Opens the connection over which a question is about to go, so that it need not wait until a new one stands: two or three
 * times the way to the server and back. Browsers let a worker do so only by a request; this one is for the head of the
 * host's first page and brings nothing along: no key, no question, no cookies. What comes of it does not matter. Not to
 * this computer, where there is no way, and not where a connection is open already.
 */
export async function openEarly(baseUrl: string): Promise<void> {
  const url = URL.parse(baseUrl);
  if (url?.protocol !== 'https:' || isLocalHost(url.hostname)) return;
  if (performance.now() - (lastMs.get(url.host) ?? Number.NEGATIVE_INFINITY) < openMs) return;
  isAsked(url.host);
  const head = fetch(`${url.origin}/`, {
    method: 'HEAD',
    signal: AbortSignal.timeout(longestMs),
    // As the question's own (client.ts): a connection with cookies would be another one.
    credentials: 'omit',
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
  });
  await head.catch(() => {}); // the question will tell what is wrong
}
