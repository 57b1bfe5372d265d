import { expect, test } from 'vitest';
import type { Preferences } from '../../lib/model/preferences.ts';
import { send } from './ask.ts';
import { sharedBrowser } from './session.ts';

const session = sharedBrowser();

test.each(['popup', 'sidepanel'])(
  'an empty %s without a page or a model leads to a search and to the settings',
  async (name) => {
    const { page, raw } = await session.browser.openExtension(`${name}.html`);
    await page.find({ css: '.pd-empty button', says: 'Connect a model' });
    await page.find({ css: '.pd-empty a[href^="https://www.baidu.com/s?"]', says: 'Try it' });
    await raw.close();
  },
);

test('an empty ledger leads to a search; when nothing is recorded it says so and leads to the settings', async () => {
  const { browser } = session;
  const tab = await browser.openExtension('ledger.html');
  await tab.page.says('Nothing has been recorded yet');
  await tab.page.find({ css: '.pd-ledger-list a[href^="https://www.google.com/search?"]', says: 'Try it' });
  await tab.page.fill('input[name=search]', 'zzzz');
  await tab.page.says('Look for fewer words');
  expect(await tab.page.count('.pd-ledger-list a')).toBe(0);
  const settings: unknown = await send(tab, { call: 'surface.settings', request: {} });
  const { preferences } = (settings as { reply: { preferences: Preferences } }).reply;
  await send(tab, { call: 'options.savePreferences', request: { preferences: { ...preferences, records: false } } });
  await tab.raw.close();

  const off = await browser.openExtension('ledger.html');
  await off.page.says('recording is off in the settings');
  await off.page.find('.pd-ledger-list a[href="/options.html#pd-trust-settings"]');
  await off.raw.close();
});

test('the settings without a connection say how to make one', async () => {
  const { page, raw } = await session.browser.openExtension('options.html');
  await page.says('choose a service, paste its key, press Save');
  await raw.close();
});
