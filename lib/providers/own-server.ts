/** Asks the server that this page comes from, as the page itself. Throws what `fetch` does. */
export function askOwnServer(
  origin: string,
  { url, ...request }: { url: string; method: string; headers: [string, string][]; body?: string },
  signal: AbortSignal,
): Promise<Response> {
  if (new URL(url).origin !== origin) throw new TypeError('Not the address of this page.');
  return fetch(url, {
    ...request,
    signal,
    redirect: 'manual',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
  });
}
