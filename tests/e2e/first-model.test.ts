import { beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from './browser.ts';
import { ended, key, sharedModelServer } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';
import { pause, type Tab } from './tab.ts';

const session = sharedBrowser();
const models = sharedModelServer();

/** Which tab the browser shows. */
const active = (tab: Tab): Promise<string> =>
  tab.evaluate(() => {
    const { browser, chrome } = globalThis as unknown as Record<
      string,
      { tabs: { query(about: object): Promise<{ url: string }[]> } }
    >;
    return (browser ?? chrome)?.tabs
      .query({ active: true, currentWindow: true })
      .then(([one]) => one?.url ?? '') as Promise<string>;
  });

const named = (tab: Tab) => tab.evaluate(() => document.activeElement?.getAttribute('name') ?? '');

describe('from quotes to the first answer of a model', () => {
  let browser: Browser;
  let google: Tab;
  beforeAll(() => {
    browser = session.browser;
  });

  test('the panel leads to the settings, where a service takes a paste at once', async () => {
    google = await openFixture(browser, 'google-results');
    await google.panel.says('No model is connected.');
    await ended(google);
    await google.panel.click({ css: 'button', says: 'Connect a model' });
    const options = await browser.openedExtension('options.html');
    await options.page.click({ css: 'button', says: 'DeepSeek' });
    await options.page.find('input[name=key]');
    expect(await named(options)).toBe('key');
    await options.page.click({ css: 'button', says: 'Cancel' });
    await options.page.click({ css: 'button', says: 'Other (OpenAI-compatible)' });
    await options.page.find('input[name=baseUrl]');
    expect(await named(options)).toBe('baseUrl');
  });

  test('saved, its question is answered where it was asked, which is in view again', async () => {
    const options = await browser.openedExtension('options.html');
    await options.page.fill('input[name=baseUrl]', `${models.server.url}/v1`);
    await options.page.fill('input[name=key]', key);
    await options.page.fill('input[name=model]', 'paced-20-50');
    const shownBefore = await active(options);
    await options.page.click({ css: 'button[type=submit]', says: 'Save' });
    await options.page.says('Saved.');
    const url = await google.raw.url();
    await options.page.until('the search is in view', async () => (await active(options)) === url || undefined);
    expect(shownBefore).not.toBe(url);
    await google.panel.find('.pd-answer');
    await ended(google);
    expect(await google.panel.text()).not.toContain('No model is connected.');
    expect(models.server.questions()).toHaveLength(1);
    await options.raw.close();
  });

  test('a second connection brings nobody anywhere, and asks nothing', async () => {
    const options = await browser.openExtension('options.html');
    await options.page.click({ css: 'button', says: 'Other (OpenAI-compatible)' });
    await options.page.fill('input[name=baseUrl]', `${models.server.url}/v1`);
    await options.page.fill('input[name=model]', 'another');
    const url = await active(options);
    await options.page.click({ css: 'button[type=submit]', says: 'Save' });
    await options.page.says('Saved.');
    await pause(500); // time in which something could be asked
    expect(await active(options)).toBe(url);
    expect(models.server.questions()).toHaveLength(1);
  });
});
