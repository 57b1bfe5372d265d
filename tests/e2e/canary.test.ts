import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { browserUnderTest } from './browser.ts';
import { connect, ended, sharedModelServer } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';
import type { Tab } from './tab.ts';

const session = sharedBrowser();
const models = sharedModelServer();
const canary = `sk-CANARY-${randomUUID()}`;
/** Enough of it to tell; its last four characters are shown to its owner on purpose. */
const traces = [canary, canary.slice(0, 20), Buffer.from(canary).toString('base64').slice(0, 24)];

function expectNone(where: string, text: string): void {
  for (const trace of traces) expect(text.includes(trace), `the key in ${where}`).toBe(false);
}

/** A look into memory takes seconds: these are the answer, the refusal that says the key, and the one that was cut. */
const lookedInto = ['markdown', 'echoes-key', 'cut'];

async function expectNoneInTab(tab: Tab, where: string): Promise<void> {
  expectNone(`the page of ${where}`, await tab.evaluate(() => document.documentElement.outerHTML));
  expectNone(`the panel of ${where}`, (await tab.panel.probe(':root'))?.html.join('') ?? '');
  expectNone(`the console of ${where}`, tab.raw.errors.join('\n'));
  if (tab.raw.heap && lookedInto.includes(where)) {
    // What was sent to the content script, over whichever way, was a string here.
    const heap = await tab.raw.heap();
    expect(heap.length).toBeGreaterThan(100_000);
    expectNone(`the memory of ${where}`, heap);
  }
}

test('a key is nowhere but in the vault and in the header of requests to its host', { timeout: 180_000 }, async () => {
  const { browser } = session;
  const { server } = models;
  for (const model of ['markdown', 'status-401', 'echoes-key', 'cut', 'error-midway', 'web-page', 'redirect']) {
    await connect(browser, server, model, canary);
    const tab = await openFixture(browser, 'google-results');
    await ended(tab, ['markdown', 'cut'].includes(model) ? 'done' : 'failed');
    await expectNoneInTab(tab, model);
    await tab.raw.close();
  }
  const popup = await browser.openExtension('popup.html');
  await popup.page.fill('textarea', 'what is the key?');
  await popup.raw.press('Enter');
  await popup.page.find('article[data-status=failed]');
  expectNone('the popup', await popup.evaluate(() => document.documentElement.outerHTML));
  await popup.raw.close();

  const options = await browser.openExtension('options.html');
  await options.page.find('.pd-connection');
  expectNone('the options page', await options.evaluate(() => document.documentElement.outerHTML));
  const stored = await options.raw.evaluate(`(async () => {
    const { storage } = globalThis.browser ?? chrome;
    return JSON.stringify(await Promise.all(['local', 'sync', 'session'].map((area) => storage[area].get(null))));
  })()`);
  expect(String(stored)).toContain('Scripted');
  expectNone('storage', String(stored));
  const vault = await options.raw.evaluate(`new Promise((done) => {
    indexedDB.open('vault').onsuccess = ({ target }) => {
      target.result.transaction('keys').objectStore('keys').getAll().onsuccess = (event) => done(event.target.result.join());
    };
  })`);
  expect(vault).toBe(canary); // the key was really there to be found
  await options.raw.close();

  expectNone('requests to other hosts', JSON.stringify(browser.web.requests));
  for (const { headers, body, path } of server.requests) {
    const { authorization, ...others } = headers;
    expect(authorization).toBe(`Bearer ${canary}`);
    expectNone('another part of a request', JSON.stringify([others, body, path]));
  }
  expect(server.questions().length).toBeGreaterThan(6);
});

test.skipIf(browserUnderTest === 'firefox')('the search of memory finds what is there', async () => {
  const tab = await openFixture(session.browser, 'google-results');
  await tab.raw.evaluate(`void (globalThis.held = ['found-me', '0123456789'].join('-'))`);
  await tab.raw.evaluate('globalThis.held.charCodeAt(3) + JSON.stringify({ [globalThis.held]: 1 }).length');
  expect(await tab.raw.heap?.()).toContain('found-me-0123456789');
  await tab.raw.close();
});
