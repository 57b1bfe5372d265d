import { serveReader } from '../../lib/messaging/reader-channel.ts';
import { errorData } from '../../lib/model/errors.ts';
import { inertMarkup } from '../../lib/pages/inert-markup.ts';
import { withLimitedFetch } from '../../lib/pages/limited-fetch.ts';
import { readPage } from '../../lib/pages/read-page.ts';

/** ms without work after which this frame, which nobody sees, goes away. */
const idleMs = 5 * 60_000;

const parser = new DOMParser();
const parse = (html: string): Document => parser.parseFromString(inertMarkup(html), 'text/html');

let reading = 0;
let leaving: ReturnType<typeof setTimeout>;
serveReader(async ({ url, hosts }) => {
  clearTimeout(leaving);
  reading += 1;
  try {
    const signal = new AbortController().signal; // who waits may leave; what is read then serves the next
    const value = await withLimitedFetch(document, hosts, (fetch) => readPage(url, { fetch, parse }, signal));
    return { ok: true, value };
  } catch (thrown) {
    return { ok: false, error: errorData(thrown) };
  } finally {
    reading -= 1;
    if (reading === 0) leaving = setTimeout(() => window.frameElement?.remove(), idleMs);
  }
});
