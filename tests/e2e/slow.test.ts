import { expect, test } from 'vitest';
import { slowDocuments } from '../fixtures/hostile/slow.ts';
import { browserUnderTest } from './browser.ts';
import type { Task } from './driver.ts';
import { sharedModelServer } from './model.ts';
import { sharedBrowser } from './session.ts';
import { type Arrival, tasksOf } from './slow-answer.ts';

const session = sharedBrowser();
const models = sharedModelServer();

const work = (tasks: readonly Task[]): number => tasks.reduce((sum, { workedMs }) => sum + workedMs, 0);

/** In a page besides reading there is showing, so a few of the documents that tests/unit/markdown reads all. */
const documents = ['code after code', 'links that only begin', 'emphasis that opens and opens'];

test.skipIf(browserUnderTest === 'firefox').each<Arrival>(['text', 'piece'])(
  'four times the answer is about four times the work for the page, however slow it was made to be: %s',
  { timeout: 180_000 },
  async (arrival) => {
    const measured = async (text: string) =>
      work(await tasksOf({ browser: session.browser, server: models.server }, text, arrival));
    const pageAlone = await measured('Short.');
    for (const name of documents) {
      const make = slowDocuments[name];
      if (!make) throw new Error(`no document ${name}`);
      // Of some tries the best: a busy machine only ever adds. The square would be 16.
      let ratio = Number.POSITIVE_INFINITY;
      for (let tries = 0; tries < 3 && ratio >= 8; tries++)
        ratio = ((await measured(make(40_000))) - pageAlone) / Math.max((await measured(make(10_000))) - pageAlone, 20);
      expect(ratio, name).toBeLessThan(8);
    }
  },
);
