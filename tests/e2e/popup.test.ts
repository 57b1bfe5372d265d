import { expect, test } from 'vitest';
import { browserUnderTest } from './browser.ts';
import { connect, sharedModelServer } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';
import { pause } from './tab.ts';

const session = sharedBrowser();
const models = sharedModelServer();

test('what was asked in the popup survives closing it, and the answer goes on meanwhile', async () => {
  await connect(session.browser, models.server, 'paced-60-20');
  const first = await session.browser.openExtension('popup.html');
  await first.page.fill('textarea', 'a question for later');
  await first.raw.press('Enter');
  await first.page.find('article[data-status=streaming]');
  await pause(500);
  await first.raw.close();
  await pause(1500);
  const again = await session.browser.openExtension('popup.html');
  await again.page.says('a question for later');
  await again.page.find('article[data-status=done]');
  expect(models.server.questions()).toHaveLength(1);
  expect(models.server.questions()[0]?.aborted).toBe(false);
  await again.raw.close();
});

// Firefox's driver waits in vain for a tab behind another to load.
test.skipIf(browserUnderTest === 'firefox')(
  'the panel beside a site goes and comes at the press of its switch, at once',
  async () => {
    const popup = await session.browser.openExtension('popup.html');
    const google = await openFixture(session.browser, 'google-results');
    await google.panel.find('article');
    await popup.raw.reload(); // the search is the tab in view, as when the toolbar's button is pressed
    const beside = { css: '.pd-about .pd-choice', says: 'Show the panel beside Google results' };
    await popup.page.click(beside);
    await google.page.until('the panel is gone', async () => (await google.panels()) === 0 || undefined);
    await popup.page.click(beside);
    await google.page.until('the panel is there', async () => (await google.panels()) === 1 || undefined);
    await google.panel.find('article');
    await popup.raw.close();
    await google.raw.close();
  },
);
