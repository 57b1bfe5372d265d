import { expect, test } from 'vitest';
import { sharedModelServer } from './model.ts';
import { sharedBrowser } from './session.ts';

const session = sharedBrowser();
const models = sharedModelServer();

test('the demonstration quotes its own results and checks its own answer, and a mark leads to the words it is about', async () => {
  const { page, raw } = await session.browser.openExtension('welcome.html');
  await page.find('.pd-demo blockquote');
  const results = (await page.probe('.pd-demo-page li'))?.texts ?? [];
  const quotes = (await page.probe('.pd-demo blockquote'))?.texts ?? [];
  expect(quotes.length).toBeGreaterThan(1);
  for (const quote of quotes) {
    const sentence = quote.split(/\s*\d\s*\n/)[0] ?? '';
    expect(results.filter((result) => result.includes(sentence))).toHaveLength(1);
  }
  const marks = (await page.probe('.pd-demo-answer .pd-verdict'))?.attributes ?? [];
  expect(marks.map((mark) => mark['data-verdict'])).toEqual(['found', expect.stringMatching(/partly|notFound/)]);

  const wrong = '.pd-demo-answer .pd-verdict:not([data-verdict=found])';
  const { x, y, width, height } = await page.find(wrong);
  await raw.hoverAt(x + width / 2, y + height / 2);
  await page.says('Says “3”; the source has “1”');
  const pointed = await page.find('.pd-demo-page li[data-pointed=true] mark');
  expect(pointed.width).toBeGreaterThan(0);
  expect(raw.errors).toEqual([]);
  await raw.close();
});

test('a chip brings its result into view', async () => {
  const { page, raw } = await session.browser.openExtension('welcome.html');
  await page.click({ css: '.pd-demo-answer .pd-cite', says: '3' });
  await page.find({ css: '.pd-demo-page li[data-pointed=true]', says: 'Morning Table' });
  await raw.close();
});

test('a service has a way to its key, and a connection made here tests green and is saved', async () => {
  const { page, raw } = await session.browser.openExtension('welcome.html');
  await page.find({ css: '.pd-services a[href="https://platform.deepseek.com/api_keys"]', says: 'DeepSeek' });
  await page.click({ css: '.pd-services button', says: 'DeepSeek' });
  await page.fill('input[name=baseUrl]', `${models.server.url}/v1`);
  await page.fill('input[name=model]', 'echo');
  await page.click({ css: '.pd-form button', says: 'Test' });
  await page.find('.pd-test[data-status=passed]');
  await page.click({ css: '.pd-form button', says: 'Save' });
  await page.says('✓ Connected: DeepSeek');
  await raw.close();
});

test('nothing is sent or recorded by looking', async () => {
  const { page, raw } = await session.browser.openExtension('welcome.html');
  await page.find('.pd-demo blockquote');
  await raw.close();
  const asked = models.server.questions().filter(({ body }) => JSON.stringify(body).includes('egg'));
  expect(asked).toEqual([]);
  const ledger = await session.browser.openExtension('ledger.html');
  await ledger.page.says('Nothing has been recorded yet');
  await ledger.raw.close();
});
