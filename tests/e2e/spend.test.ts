import { expect, test } from 'vitest';
import { ended, sharedModelServer } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';

const session = sharedBrowser();
const models = sharedModelServer();

test('an answer tells its tokens and, once prices are known, its cost', async () => {
  const { page, raw } = await session.browser.openExtension('options.html');
  await page.click({ css: 'button', says: 'Other (OpenAI-compatible)' });
  await page.fill('input[name=baseUrl]', `${models.server.url}/v1`);
  await page.fill('input[name=model]', 'echo');
  await page.click({ css: 'summary', says: 'Advanced' });
  await page.fill('input[name=inputPrice]', '2000');
  await page.fill('input[name=outputPrice]', '8000');
  await page.click({ css: 'button[type=submit]', says: 'Save' });
  await page.says('Saved.');
  await raw.close();
  const tab = await openFixture(session.browser, 'google-results');
  await ended(tab);
  expect(await tab.panel.text('.pd-by')).toMatch(/echo · [\d,]+ tokens? · ¥[\d.]+$/);
  await tab.raw.close();
});

test('beyond the daily cap no request leaves, and the page is quoted', async () => {
  const { page, raw } = await session.browser.openExtension('options.html');
  await page.fill('input[name=dailyCap]', '1');
  await page.until('it is stored', async () => (await page.value('input[name=dailyCap]')) === '1' || undefined);
  await raw.close();
  const before = models.server.questions().length;
  const tab = await openFixture(session.browser, 'baidu-results');
  await tab.panel.says('The daily cap on requests that you set is reached.');
  await tab.panel.find('blockquote');
  expect(models.server.questions()).toHaveLength(before);
  await tab.raw.close();
});
