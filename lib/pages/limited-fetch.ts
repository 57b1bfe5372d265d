import { inertMarkup } from './inert-markup.ts';

/** Asks for one address; whatever it redirects to is asked only when its host is among the allowed ones. */
export type LimitedFetch = (url: URL, signal: AbortSignal) => Promise<Response>;

/**
 * Hands `use` a fetch that cannot leave `hosts`. An extension cannot see where a redirect leads before it is followed
 * (measured in Chromium 156 and Firefox 153: 'manual' hides the address, 'follow' reached 127.0.0.1 without any
 * permission for it), so the browser itself is made to look: a frame of our own carries a policy that names the hosts,
 * and each step of a redirect is held against it before anything is sent. The frame lives until `use` is done, since
 * the body goes with it.
 */
export async function withLimitedFetch<T>(
  host: Document,
  hosts: readonly string[],
  use: (fetch: LimitedFetch) => Promise<T>,
): Promise<T> {
  const frame = host.createElement('iframe');
  const rules = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policyFor(hosts)}">`;
  frame.srcdoc = inertMarkup(rules);
  const ready = new Promise<void>((done) => frame.addEventListener('load', () => done(), { once: true }));
  host.documentElement.append(frame);
  try {
    await ready;
    const inside = frame.contentWindow;
    if (!inside) throw new Error('the frame has no window');
    return await use((url, signal) => inside.fetch(url.href, { ...quietly, signal }));
  } finally {
    frame.remove();
  }
}

/** The page's owner learns that somebody asked for it, and nothing of who: no cookies, no referrer; nothing is kept. */
const quietly = {
  method: 'GET',
  headers: { accept: 'text/html, text/plain;q=0.8' },
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  cache: 'no-store',
  redirect: 'follow',
} as const satisfies RequestInit;

/** Only names go into it, so that none can end the attribute it stands in. */
export function policyFor(hosts: readonly string[]): string {
  const names = hosts.filter((name) => /^[a-z0-9_.-]+$/.test(name));
  const sources = names.flatMap((name) => [`https://${name}`, `http://${name}`]);
  return `default-src 'none'; connect-src ${sources.length > 0 ? sources.join(' ') : "'none'"}`;
}
