import { expect, test } from 'vitest';
import { openComing, resultsFor } from './coming.ts';
import { connect, ended, messagesOf, sharedModelServer } from './model.ts';
import { sharedBrowser } from './session.ts';
import { wordsShown } from './survival.ts';
import { pause } from './tab.ts';
import { savedPage } from './web.ts';

const session = sharedBrowser();
const models = sharedModelServer();
const asked = () => models.server.questions().length;

/**
 * A connected model and a background that sleeps; says how often it was asked until now. Each test has words of its own:
 * what has been answered is not asked again.
 */
async function asleep(model: string): Promise<number> {
  await connect(session.browser, models.server, model);
  await session.browser.stopBackground();
  return asked();
}

test('the background ends once it has asked: what had come is shown, and nobody is asked twice', async () => {
  const before = await asleep('paced-400-20');
  const { tab, end } = await openComing(session.browser, resultsFor('珠峰有多高'), { busyMs: 4_000 });
  await expect.poll(() => asked() - before, { timeout: 10_000 }).toBe(1);
  await session.browser.stopBackground();
  await end();
  await ended(tab, 'failed');
  expect(await wordsShown(tab)).toBeLessThan(400);
  expect(await tab.panel.text('article')).toContain('interrupted');
  expect(asked() - before).toBe(1);
  await tab.raw.close();
});

test('a page that has moved to another question is answered for that one', async () => {
  const before = await asleep('markdown');
  const other = resultsFor('乞力马扎罗山有多高');
  session.browser.web.serve(other.url, savedPage(other.html));
  const { tab, end } = await openComing(session.browser, resultsFor('勃朗峰有多高'), {
    last: `history.pushState({}, '', ${JSON.stringify(other.url)});`,
  });
  await end();
  await ended(tab);
  await pause(500);
  expect(await tab.panel.count('article')).toBe(1);
  expect(messagesOf(models.server.questions().at(-1)).at(-1)?.content).toContain('乞力马扎罗山有多高');
  expect(asked() - before).toBeLessThanOrEqual(2);
  await tab.raw.close();
});

test('a page that is left asks once at most, and leaves no panel', async () => {
  const before = await asleep('markdown');
  const { tab, end } = await openComing(session.browser, resultsFor('富士山有多高'), { busyMs: 300 });
  const left = tab.raw.goto('https://away.test/');
  await end().catch(() => {}); // it is gone
  await left;
  await pause(2_000);
  expect(asked() - before).toBeLessThanOrEqual(1);
  expect(await tab.panels()).toBe(0);
  await tab.raw.close();
});

test('a server that is not there: the reason, and the closest sentences of the page', async () => {
  await connect(session.browser, models.server, 'markdown');
  await models.server.close();
  await session.browser.stopBackground();
  const { tab, end } = await openComing(session.browser, resultsFor('泰山有多高'));
  await end();
  await ended(tab, 'failed', 30_000);
  expect(await tab.panel.text('article')).toContain('cannot be reached');
  await tab.panel.find('blockquote');
  await tab.raw.close();
});
