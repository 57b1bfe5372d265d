import { afterAll, beforeAll, inject } from 'vitest';
import { type Browser, browserUnderTest, type Choice, launch } from './browser.ts';
import { fixture } from './fixtures.ts';
import type { Tab } from './tab.ts';

/** A browser for all tests of a file, started before the first and closed after the last. */
export function sharedBrowser(choice: Choice = {}): { readonly browser: Browser } {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launch(browserUnderTest, { template: inject('template'), ...choice });
  });
  afterAll(() => browser?.close());
  return {
    get browser() {
      if (!browser) throw new Error('The browser is there in tests only, not while they are collected.');
      return browser;
    },
  };
}

/** Opens one of the invented pages at its real address. */
export function openFixture(browser: Browser, name: string): Promise<Tab> {
  const { url, html } = fixture(name);
  return browser.openSaved(url, html);
}
