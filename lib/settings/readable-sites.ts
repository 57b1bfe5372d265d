import browser from 'webextension-polyfill';
import { stored } from './stored.ts';

/**
 * Hosts whose cited pages the user allowed to be read. Kept apart from what the browser has granted: a connection's host
 * and the pages the panel stands on are granted too, and nobody allowed those to be read for an answer. Both must agree.
 */
export const readableSites = stored<string[]>('readableSites', readHosts);

/** Anything, as a list of distinct host names. */
export function readHosts(raw: unknown): string[] {
  const names = Array.isArray(raw) ? raw.filter((name): name is string => typeof name === 'string') : [];
  return [...new Set(names.filter((name) => /^[a-z0-9_.-]{1,253}$/.test(name)))];
}

/** What the browser is asked for; plain http only when the page has no other address. */
const patterns = ({ protocol, hostname }: URL): string[] => [
  `https://${hostname}/*`,
  ...(protocol === 'http:' ? [`http://${hostname}/*`] : []),
];

/** Asks the browser; must run inside a click. */
export const requestSite = (url: URL): Promise<boolean> => browser.permissions.request({ origins: patterns(url) });

export const isGranted = (url: URL): Promise<boolean> => browser.permissions.contains({ origins: patterns(url) });

/** Of the allowed hosts those that the browser has still granted, as its user may take anything back there. */
export async function grantedSites(): Promise<string[]> {
  const hosts = await readableSites.get();
  const granted = await Promise.all(hosts.map((host) => isGranted(new URL(`https://${host}/`))));
  return hosts.filter((_, index) => granted[index]);
}

/** One after another: two windows at once must not undo each other. */
let lastChange: Promise<void> = Promise.resolve();
function change(next: (hosts: string[]) => string[]): Promise<void> {
  lastChange = lastChange
    .catch(() => {}) // the one who asked has been told
    .then(async () => readableSites.set(readHosts(next(await readableSites.get()))));
  return lastChange;
}

export const allowSite = (host: string): Promise<void> => change((hosts) => [...hosts, host]);

/** @param keepGranted the browser's grant serves something else as well, such as a connection. */
export async function forgetSite(host: string, { keepGranted }: { keepGranted: boolean }): Promise<void> {
  await change((hosts) => hosts.filter((name) => name !== host));
  if (keepGranted) return;
  const origins = [`https://${host}/*`, `http://${host}/*`];
  // A host of the manifest's own cannot be given back, and is not: the list decides.
  for (const origin of origins) await browser.permissions.remove({ origins: [origin] }).catch(() => false);
}
