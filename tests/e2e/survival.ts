import type { ModelServer } from '../fakes/model-server.ts';
import type { Browser } from './browser.ts';
import { pause, type Tab } from './tab.ts';

/** How many of the scripted model's words (`词0 词1 …`) the panel shows, from the first on without a gap; the rest is lost. */
export async function wordsShown(tab: Tab, surface: 'panel' | 'page' = 'panel'): Promise<number> {
  const words = [...(await tab[surface].text('article')).matchAll(/词(\d+)/g)].map((match) => Number(match[1]));
  for (const [at, word] of words.entries()) if (word !== at) throw new Error(`word ${at} is shown as ${word}`);
  return words.length;
}

/** Waits until at least so many words are shown. */
export async function untilWords(tab: Tab, count: number): Promise<number> {
  return tab.panel.until(`${count} words are shown`, async () => {
    const shown = await wordsShown(tab);
    return shown >= count ? shown : undefined;
  });
}

export interface Outcome {
  /** done: to its last word. part: what had come, the reason, and a button to go on. */
  how: 'done' | 'part';
  /** ms from when the background was gone until the panel said so. */
  ms: number;
  before: number;
  after: number;
  requests: number;
}

/** ms. What the product promises (lib/chat/chat.ts: all attempts to take an answer up again are over by then). */
const promisedMs = 5_000;

/**
 * Kills the background `atMs` after the question left, and waits until the panel has come to an end.
 * @throws when words were lost, the model was asked twice, or the panel never comes to an end.
 */
export async function killed(
  browser: Browser,
  server: ModelServer,
  tab: Tab,
  atMs: number,
  patienceMs = promisedMs,
): Promise<Outcome> {
  const asked = server.questions().length;
  await tab.panel.click({ css: 'button', says: 'Answer again' });
  await pause(atMs);
  const before = await wordsShown(tab);
  await browser.stopBackground();
  const startMs = Date.now(); // in Chromium the command itself takes a second or more: it opens a page
  await tab.panel.until(
    'the panel has come to an end',
    async () => (await status(tab)) !== 'streaming' || undefined,
    patienceMs,
  );
  const ms = Date.now() - startMs;
  const after = await wordsShown(tab);
  const requests = server.questions().length - asked;
  if (after < before) throw new Error(`killed after ${atMs} ms: ${before - after} of ${before} words lost`);
  if (requests > 1) throw new Error(`killed after ${atMs} ms: the model was asked ${requests} times`);
  const how = (await status(tab)) === 'done' ? 'done' : 'part';
  if (how === 'part') {
    await tab.panel.find({ css: '[role=alert]', says: 'interrupted' });
    await tab.panel.find({ css: '[role=alert] button', says: after > 0 ? 'Continue' : 'Try again' });
  }
  return { how, ms, before, after, requests };
}

async function status(tab: Tab): Promise<string> {
  return (await tab.panel.probe('article'))?.attributes.at(-1)?.['data-status'] ?? '';
}
