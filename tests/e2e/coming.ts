import type { Browser } from './browser.ts';
import { fixture } from './fixtures.ts';
import { pause, type Tab } from './tab.ts';
import { savedPage } from './web.ts';

/** Google's results, for other words. */
export function resultsFor(words: string): { url: string; html: string } {
  const { url, html } = fixture('google-results');
  const query = new URL(url).searchParams.get('q') ?? '';
  return { url: url.replace(/([?&]q=)[^&]*/, `$1${encodeURIComponent(words)}`), html: html.replaceAll(query, words) };
}

const away = 'https://away.test/';

/**
 * A page whose results are there before a background that slept can tell the settings, which the page hears when its script
 * has run; its end comes when it is told to.
 *
 * @param how `busyMs`: how long its own script behind the results keeps the page from hearing anything. `last`: what that
 *   does then.
 */
export async function openComing(
  browser: Browser,
  { url, html }: { url: string; html: string },
  { busyMs = 1000, last = '' } = {},
): Promise<{ tab: Tab; end(): Promise<void> }> {
  const rest = Promise.withResolvers<string>();
  const busy = `for (const end = Date.now() + ${busyMs}; Date.now() < end; ); document.documentElement.dataset.ranMs = Date.now(); ${last}`;
  const body = html.replace(/<\/body>[\s\S]*/, `<script>${busy}</script><script type="text/json">{"data":`);
  browser.web.serve(url, { body, rest: [rest.promise] });
  browser.web.serve(away, savedPage('<!doctype html><title>away</title><p>away'));
  const tab = await browser.open(away);
  const loaded = tab.raw.goto(url);
  for (const untilMs = Date.now() + 10_000; (await tab.raw.url()) === away && Date.now() < untilMs; ) await pause(20);
  return {
    tab,
    async end() {
      rest.resolve('0}</script></body></html>');
      await loaded;
    },
  };
}
