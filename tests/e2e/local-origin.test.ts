import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ModelServer, startModelServer } from '../fakes/model-server.ts';
import { type Browser, browserUnderTest } from './browser.ts';
import { ended } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';

const session = sharedBrowser();
let server: ModelServer;
let foreign: Server;

beforeAll(async () => {
  server = await startModelServer({ refuseOrigins: true });
  // Another origin of this computer, so that nothing but the server's own look at `Origin` keeps its pages out.
  foreign = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<h1>Foreign</h1>'));
  await new Promise<void>((done) => foreign.listen(0, '127.0.0.1', () => done()));
});
afterAll(async () => {
  await server.close();
  foreign.closeAllConnections();
  foreign.close();
});
beforeEach(() => void server.requests.splice(0));

const origins = () => server.questions().map(({ headers }) => headers.origin);
const hideButton = { css: 'button', says: 'Let Pangda ask without naming itself' };

/** Fills in the server's form and has its refusal explained. */
async function openRefused(browser: Browser) {
  const { page, raw } = await browser.openExtension('options.html');
  await page.click({ css: 'button', says: 'Ollama' });
  await page.fill('input[name=baseUrl]', `${server.url}/v1`);
  await page.fill('input[name=model]', 'echo');
  await page.click({ css: 'button', says: 'Test' });
  await page.says('refuses requests from extensions');
  return { page, raw, setting: await page.text('.pd-copyable code') };
}

/** Connects the server, and lets Pangda ask without its name when that is refused. */
async function connectWithoutOrigin(browser: Browser) {
  const { page, raw, setting } = await openRefused(browser);
  await page.click(hideButton);
  await page.says(/echo answered in/);
  await page.click({ css: 'button[type=submit]', says: 'Save' });
  await page.says('Saved.');
  await raw.close();
  return setting;
}

test.skipIf(browserUnderTest === 'firefox')(
  'a local server that refuses extensions: the setting that lets this one in',
  async () => {
    const { page, raw, setting } = await openRefused(session.browser);
    expect(setting).toMatch(/^OLLAMA_ORIGINS=chrome-extension:\/\/[a-p]{32}$/);
    expect(await page.count('.pd-test button')).toBe(1);
    await raw.close();
  },
);

// Chromium gets no rules to hide a name with (wxt.config.ts).
const inFirefox = test.skipIf(browserUnderTest !== 'firefox');

inFirefox('a local server that refuses extensions answers once its user lets Pangda ask without its name', async () => {
  const setting = await connectWithoutOrigin(session.browser);
  expect(setting).toBe('OLLAMA_ORIGINS=moz-extension://*');
  expect(origins()).toEqual([expect.stringMatching(/^moz-extension:/), undefined]);
  const tab = await openFixture(session.browser, 'google-results');
  await ended(tab);
  await tab.panel.says('你问：');
  expect(origins().at(-1)).toBeUndefined();
  await tab.raw.close();
});

inFirefox('a page of somebody else still names itself there, and stays out', async () => {
  const page = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
  const tab = await session.browser.open(`${page}/`);
  await tab.evaluate(async (address) => {
    await fetch(address, { method: 'POST', mode: 'no-cors', body: '{"model":"echo","messages":[]}' }).catch(() => {});
  }, `${server.url}/v1/chat/completions`);
  expect(origins()).toEqual([page]);
  await tab.raw.close();
});

inFirefox('once the user takes it back, requests carry the name again', async () => {
  const { page, raw } = await session.browser.openExtension('options.html');
  await page.click({ css: '.pd-connection button', says: 'Edit' });
  await page.click({ css: '.pd-advanced .pd-choice', says: 'Ask without naming itself' });
  await page.click({ css: 'button', says: 'Test' });
  await page.says('refuses requests from extensions');
  await page.click({ css: 'button[type=submit]', says: 'Save' });
  await page.says('Saved.');
  expect(origins()).toEqual([expect.stringMatching(/^moz-extension:/)]);
  await raw.close();
});
