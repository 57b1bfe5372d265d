import { laidDown } from '../fakes/model-behaviours.ts';
import type { ModelServer } from '../fakes/model-server.ts';
import type { Browser } from './browser.ts';
import type { Task } from './driver.ts';
import { fixture } from './fixtures.ts';
import { connect, ended } from './model.ts';
import { pause } from './tab.ts';

/** How a text reaches the panel: in the small pieces models speak in, or all at once. */
export type Arrival = 'text' | 'piece';

/** Has a model say a text; what the page's main thread did from the first byte of the page until all of it was there. */
export async function tasksOf(
  { browser, server }: { browser: Browser; server: ModelServer },
  text: string,
  arrival: Arrival,
): Promise<Task[]> {
  // The same question to the same model would be answered from the record.
  const name = `slow${laidDown.size}`;
  laidDown.set(name, text);
  const model = `${arrival}-${name}`;
  await connect(browser, server, model);
  const { url, html } = fixture('google-results');
  browser.web.serve(url, html);
  const tab = await browser.open('about:blank');
  if (!tab.raw.tasksDuring) throw new Error('Only Chromium tells what a page does.');
  const tasks = await tab.raw.tasksDuring(async () => {
    await tab.raw.goto(url);
    await ended(tab, 'done', 120_000);
    await pause(300);
  });
  const asked = server.questions().at(-1)?.body as { model?: string } | undefined;
  if (asked?.model !== model) throw new Error(`${model} was not asked.`);
  await tab.raw.close();
  return tasks;
}
