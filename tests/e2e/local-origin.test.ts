import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ModelServer, startModelServer } from '../fakes/model-server.ts';
import { ask, removeConnection, saveConnection, untilEnd } from './ask.ts';
import { type Browser, browserUnderTest } from './browser.ts';
import { connect, ended } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';
import { untilWords } from './survival.ts';
import { pause } from './tab.ts';

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

const isFirefox = browserUnderTest === 'firefox';
const ofExtension = expect.stringMatching(/^(chrome|moz)-extension:/);
/** Firefox takes the header away; in Chromium the server hears its own page. */
const nameless = () => (isFirefox ? undefined : server.url);

test('a local server that refuses extensions answers once its user lets Pangda ask without its name', async () => {
  const setting = await connectWithoutOrigin(session.browser);
  expect(setting).toMatch(
    isFirefox ? /^OLLAMA_ORIGINS=moz-extension:..\*$/ : /^OLLAMA_ORIGINS=chrome-extension:..[a-p]{32}$/,
  );
  expect(origins()).toEqual([ofExtension, nameless()]);
  const tab = await openFixture(session.browser, 'google-results');
  await ended(tab);
  await tab.panel.says('你问：');
  expect(origins().at(-1)).toBe(nameless());
  await tab.raw.close();
});

test('its answer comes word by word, and stopping it ends the request', async () => {
  await connect(session.browser, server, 'paced-1000-20');
  const tab = await openFixture(session.browser, 'google-results');
  await untilWords(tab, 3);
  await tab.panel.click({ css: 'button', says: 'Stop' });
  await ended(tab, 'stopped');
  await tab.panel.until('the request has ended', async () => server.questions().at(-1)?.aborted || undefined);
  expect(origins().at(-1)).toBe(nameless());
  await tab.raw.close();
});

test('once it is not running any more, that is what is said', async () => {
  const gone = await startModelServer({ refuseOrigins: true });
  const hidden = { id: 'gone', name: 'Gone', preset: 'ollama', baseUrl: `${gone.url}/v1`, model: 'echo' };
  const options = await session.browser.openExtension('options.html');
  await saveConnection(options, { ...hidden, withoutOrigin: true }, '');
  await gone.close();
  await ask(options, { id: 'gone', question: 'hi', connectionId: 'gone' });
  const { error } = await untilEnd(options, 'gone', 20_000);
  expect(error).toMatchObject({ code: 'network' });
  // Firefox's rule is for a host, whatever its port; the other connection is to be alone there again.
  await removeConnection(options, 'gone');
  await options.raw.close();
});

test('a page of somebody else still names itself there, and stays out', async () => {
  const page = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
  const tab = await session.browser.open(`${page}/`);
  await tab.evaluate(async (address) => {
    await fetch(address, { method: 'POST', mode: 'no-cors', body: '{"model":"echo","messages":[]}' }).catch(() => {});
  }, `${server.url}/v1/chat/completions`);
  expect(origins()).toEqual([page]);
  await tab.raw.close();
});

test('a page of somebody else that frames the server has nobody ask for it', async () => {
  const tab = await session.browser.open(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`);
  await tab.evaluate(async (address) => {
    const frame = document.createElement('iframe');
    frame.name = 'frame:00000000-0000-4000-8000-000000000000';
    frame.src = address;
    const loaded = new Promise((done) => frame.addEventListener('load', done));
    document.body.append(frame);
    await loaded;
  }, `${server.url}/`);
  await pause(500);
  expect(origins()).toEqual([]);
  await tab.raw.close();
});

test('once the user takes it back, requests carry the name again', async () => {
  const { page, raw } = await session.browser.openExtension('options.html');
  await page.click({ css: '.pd-connection button', says: 'Edit' });
  await page.click({ css: '.pd-advanced .pd-choice', says: 'Ask without naming itself' });
  await page.click({ css: 'button', says: 'Test' });
  await page.says('refuses requests from extensions');
  await page.click({ css: 'button[type=submit]', says: 'Save' });
  await page.says('Saved.');
  expect(origins()).toEqual([ofExtension]);
  await raw.close();
});
