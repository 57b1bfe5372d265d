import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { startModelServer } from '../fakes/model-server.ts';
import { hostileMessages } from '../fixtures/hostile/messages.ts';
import { ask, untilEnd } from './ask.ts';
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

/** All replies that a surface or the options page can have, and an answer's whole stream. */
async function saidOverPorts(options: Tab): Promise<string> {
  await ask(options, { id: 'canary', question: 'what is the key?' });
  const told = await untilEnd(options, 'canary', 20_000);
  const replies = await options.evaluate(
    async (calls) => {
      // biome-ignore lint/suspicious/noExplicitAny: the page's own globals
      const { runtime } = (globalThis as any).browser ?? (globalThis as any).chrome;
      return JSON.stringify(await Promise.all(calls.map((call) => runtime.sendMessage({ call, request: {} }))));
    },
    ['surface.settings', 'options.connections', 'options.localServers', 'options.builtIn'],
  );
  expect(replies).toContain('"last4"');
  return JSON.stringify(told) + replies;
}

/** What the extension's script in a page can read of storage: the extension's, as far as it is let, and the page's. */
const readableInPages = `(async () => {
  const { storage } = globalThis.browser ?? chrome;
  const areas = ['local', 'sync', 'session', 'managed'].map((area) =>
    Promise.resolve().then(() => storage[area].get(null)).catch((refusal) => String(refusal)));
  return JSON.stringify([await Promise.all(areas), await indexedDB.databases(), { ...localStorage }, { ...sessionStorage }, document.cookie]);
})()`;

/** A look into memory takes seconds: these are the answer, the refusal that says the key, and the one that was cut. */
const lookedInto = ['markdown', 'echoes-key', 'cut'];

async function expectNoneInTab(tab: Tab, where: string): Promise<void> {
  expectNone(`the page of ${where}`, await tab.evaluate(() => document.documentElement.outerHTML));
  expectNone(`the panel of ${where}`, (await tab.panel.probe(':root'))?.html.join('') ?? '');
  expectNone(`the console of ${where}`, tab.raw.errors.join('\n'));
  if (tab.raw.inContentScript) {
    const readable = String(await tab.raw.inContentScript(readableInPages));
    expect(readable).toContain('not allowed'); // it was really asked for: the area of settings is closed to pages
    expectNone(`storage of the content script of ${where}`, readable);
  }
  const ofPage = await tab.raw.evaluate(
    `indexedDB.databases().then((all) => JSON.stringify([all, { ...localStorage }, { ...sessionStorage }, document.cookie]))`,
  );
  expectNone(`storage of the page of ${where}`, String(ofPage));
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
  expectNone('what is said over a port', await saidOverPorts(options));
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

  expectNone('a console', await browser.said());
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

test('the ear at the consoles hears pages and the background', async () => {
  const { browser } = session;
  await browser.sayInBackground('found-me-background');
  const popup = await browser.openExtension('popup.html');
  await popup.raw.evaluate(`void console.warn(['found-me', 'popup'].join('-'))`);
  const tab = await openFixture(browser, 'google-results');
  await tab.raw.evaluate(`void console.warn(['found-me', 'page'].join('-'))`);
  for (const from of ['background', 'popup', 'page'])
    await tab.page.until(
      `${from} is heard`,
      async () => (await browser.said()).includes(`found-me-${from}`) || undefined,
    );
  await popup.raw.close();
  await tab.raw.close();
});

/** In the content script's world: sends all, a hundred at a time, and gives every different reply. */
async function sendAll(messages: ReturnType<typeof hostileMessages>): Promise<string[]> {
  // biome-ignore lint/suspicious/noExplicitAny: the extension's own globals
  const { runtime } = (globalThis as any).browser ?? (globalThis as any).chrome;
  const replies = new Set<string>();
  const hear = (reply: unknown) => void replies.add(JSON.stringify(reply) ?? '');
  for (let at = 0; at < messages.length; at += 100) {
    const ports: { disconnect(): void }[] = [];
    const sent = messages.slice(at, at + 100).map(async (message) => {
      // Asked whether a site may be read, it answers when its user has.
      const late = new Promise((done) => setTimeout(done, 500));
      if ('call' in message) return Promise.race([runtime.sendMessage(message.call).then(hear, hear), late]);
      const port = runtime.connect({ name: message.port });
      ports.push(port);
      port.onMessage.addListener(hear);
      port.postMessage(message.first);
    });
    await Promise.all(sent);
    for (const port of ports) port.disconnect();
  }
  return [...replies];
}

/** Each is delivered to every page of ours that is open; all 10,000 are read without a browser in tests/unit/messaging. */
const count = process.env.PANGDA_LONG ? 10_000 : 300;

// Only Chromium's automation has a way into the world of content scripts.
test.skipIf(browserUnderTest === 'firefox')(
  'messages of all kinds from a page learn no key, reach no host and end nothing',
  {
    timeout: 120_000,
  },
  async () => {
    const { browser } = session;
    await connect(browser, models.server, 'echo', canary);
    const elsewhere = await startModelServer();
    const before = browser.web.requests.length;
    const tabs = (await browser.urls()).length;
    const tab = await openFixture(browser, 'google-results');
    await ended(tab);
    const fromMs = Date.now();
    const messages = `JSON.parse(JSON.stringify((${hostileMessages.toString()})(2, ${count})).replaceAll('http://127.0.0.1:9', '${elsewhere.url}'))`;
    const replies = (await tab.raw.inContentScript?.(`(${sendAll.toString()})(${messages})`)) as string[];
    expect(replies.join()).toContain('Scripted'); // what a panel may know is told
    expect(replies.length).toBeGreaterThan(10);
    expectNone('a reply', replies.join('\n'));
    expect(replies.join()).not.toContain('last4');
    expect(elsewhere.requests).toEqual([]);
    expect(browser.web.requests.slice(before).filter(({ url }) => /attacker|granted/.test(url))).toEqual([]);
    expect((await browser.urls()).length - tabs).toBeLessThan(4 + (Date.now() - fromMs) / 1_000);
    expect((await browser.urls()).filter((url) => url.endsWith('/mic.html')).length).toBeLessThan(2);
    expect(await browser.said()).not.toMatch(/Uncaught|TypeError/);
    // Nothing was changed that only the settings may change, and all goes on.
    const options = await browser.openExtension('options.html');
    expect(await saidOverPorts(options)).toContain(`"last4":"${canary.slice(-4)}"`);
    await options.raw.close();
    await tab.raw.close();
    await elsewhere.close();
  },
);
