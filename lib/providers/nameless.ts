import type { Connection } from '../model/connection.ts';

type Fetch = typeof globalThis.fetch;

let nameless: Fetch | undefined;

/**
 * How requests go out that do not name this extension, in a browser that has no rules for it (local-origin.ts). Said
 * once, when the background starts.
 */
export function setNamelessFetch(fetch: Fetch): void {
  nameless = fetch;
}

/** How a connection's requests go out. */
export const fetchFor = ({ withoutOrigin }: Connection): Fetch => (withoutOrigin && nameless) || globalThis.fetch;
