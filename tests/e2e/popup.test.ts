import { expect, test } from 'vitest';
import { connect, sharedModelServer } from './model.ts';
import { sharedBrowser } from './session.ts';
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
