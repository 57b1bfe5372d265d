import { JSDOM } from 'jsdom';
import { afterAll, describe, expect, test } from 'vitest';
import { chained, genesis } from '../../lib/ledger/chain.ts';
import { laidDown } from '../fakes/model-behaviours.ts';
import { startModelServer } from '../fakes/model-server.ts';
import { calls, commands, hasCollections, inParts, payloads } from '../fixtures/hostile/index.ts';
import { aRecord } from '../unit/ledger/records.ts';
import { removeConnection, send } from './ask.ts';
import { fixture } from './fixtures.ts';
import { give } from './ledger-tools.ts';
import { connect, ended, sharedModelServer } from './model.ts';
import { sharedBrowser } from './session.ts';
import type { Tab } from './tab.ts';
import { isBrowsersOwn } from './web.ts';

const session = sharedBrowser();
const slow = { timeout: 180_000 };
const models = sharedModelServer();

/** In the page, before anything else: whatever a payload would do to be noticed is counted. */
const ear = `<script>
  window.ran = [];
  for (const name of ['alert', 'prompt', 'confirm', 'print']) window[name] = () => { window.ran.push(name); };
</script>`;

const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** One of the invented pages with other words in it, its scripts not silenced: what ran would run. */
function pageWith(name: string, put: (html: string) => string): string {
  const { url, html } = fixture(name);
  const body = put(html).replace('<head>', `<head>${ear}`);
  session.browser.web.serve(url, { body });
  return url;
}

const ran = (tab: Tab): Promise<string[]> =>
  tab.evaluate(() => (window as unknown as { ran?: string[] }).ran ?? ['the ear is not there']);

/** Elements the panel is made of; none of them loads or runs anything. */
const harmless = new Set(
  `html head body style div span p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tr th td pre code strong em del br
  hr blockquote search a button details summary section header main nav article aside footer form fieldset legend label input
  textarea select option svg path circle ellipse rect line polyline g mark small time output progress meter cite q sup sub
  kbd i b dialog
  math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts mprescripts
  mtable mtr mtd mpadded mphantom mstyle menclose merror none`.split(/\s+/),
);

/** What in this markup of ours could load or run something: elements, handlers, addresses that are none of the web. */
function dangersIn(html: string): string[] {
  const { document } = new JSDOM(html).window;
  return [...document.querySelectorAll('*')].flatMap((element) => {
    const name = element.localName;
    const attributes = [...element.attributes].filter(
      ({ name: attribute, value }) =>
        /^on|^srcdoc$|^srcset$|^ping$|^formaction$|^background$/i.test(attribute) ||
        (/^(href|src|action|data|xlink:href|poster)$/i.test(attribute) && !/^(https?:\/\/|#|\/)/i.test(value)) ||
        (attribute === 'style' && /url\(|expression/i.test(value)),
    );
    return [...(harmless.has(name) ? [] : [name]), ...attributes.map((one) => `${name} ${one.name}=${one.value}`)];
  });
}

async function expectInert(tab: Tab, what: string): Promise<void> {
  const { html = [] } = (await tab.panel.probe(':root')) ?? {};
  expect(html.join('').length, what).toBeGreaterThan(100);
  expect(dangersIn(html.join('')), what).toEqual([]);
  expect(await ran(tab), what).toEqual([]);
}

/** Payloads that must run when they are put in as markup: of others' collections very many, of ours some. */
const mustRun = hasCollections ? 500 : 3;

test('the harness hears what runs: put in as markup, payloads run', { timeout: 240_000 }, async () => {
  const { browser } = session;
  const url = 'https://raw.pangda.test/';
  browser.web.serve(url, { body: '<!doctype html><html><body></body></html>' });
  const heard = new Set<number>();
  const perPage = 1_000;
  for (let first = 0; first < payloads.length && heard.size < mustRun; first += perPage) {
    const tab = await browser.open(url);
    const ran = await tab.evaluate(putInAsMarkup, payloads.slice(first, first + perPage));
    for (const index of ran) heard.add(first + index);
    await tab.raw.close();
  }
  expect(heard.size).toBeGreaterThanOrEqual(mustRun);
});

/** In the page: each text as the markup of a frame of its own, a hundred at a time; which of them ran something. */
async function putInAsMarkup(texts: string[]): Promise<number[]> {
  const ran = new Set<number>();
  for (let first = 0; first < texts.length; first += 100) {
    const frames = texts.slice(first, first + 100).map((text, index) => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const view = frame.contentWindow as Window & typeof globalThis;
      for (const name of ['alert', 'prompt', 'confirm', 'print'])
        Object.defineProperty(view, name, { value: () => void ran.add(first + index) });
      view.document.body.innerHTML = text;
      for (const element of view.document.body.querySelectorAll('*'))
        for (const type of ['mouseover', 'mouseenter', 'focus']) element.dispatchEvent(new view.Event(type));
      return frame;
    });
    await new Promise((done) => setTimeout(done, 150));
    for (const frame of frames) frame.remove();
  }
  return [...ran];
}

describe('nothing runs and nothing is loaded', () => {
  afterAll(() => laidDown.clear());

  test.each(['google-results', 'baidu-results'])('in titles and snippets of %s', { timeout: 120_000 }, async (name) => {
    for (const [index, part] of inParts(payloads, 60_000).entries()) {
      const pieces = inParts(part, Math.ceil(part.join('').length / 18));
      let at = 0;
      const next = () => escaped((pieces[at++ % pieces.length] ?? []).join(' '));
      const url = pageWith(name, (html) =>
        html
          .replace(/(<h3[^>]*>(?:<a[^>]*>)?).*?((?:<\/a>)?<\/h3>)/gs, (_all, open, close) => `${open}${next()}${close}`)
          .replace(
            /(<(?:div|span) class="(?:VwiC3b|[^"]*(?:c-span-last|content-right|summary)[^"]*)"[^>]*>).*?(<\/(?:div|span)>)/gs,
            (_all, open, close) => `${open}${next()}${close}`,
          ),
      );
      const tab = await session.browser.open(url);
      await ended(tab);
      await expectInert(tab, `${name} ${index}`);
      await tab.raw.close();
    }
  });

  test('in answers on Zhihu', { timeout: 120_000 }, async () => {
    for (const [index, part] of inParts(payloads, 60_000).entries()) {
      const pieces = inParts(part, Math.ceil(part.join('').length / 6));
      let at = 0;
      const url = pageWith('zhihu-question', (html) =>
        html.replace(/<p>.*?<\/p>/gs, () => `<p>${escaped((pieces[at++ % pieces.length] ?? []).join(' '))}</p>`),
      );
      const tab = await session.browser.open(url);
      await ended(tab);
      await expectInert(tab, `zhihu ${index}`);
      await tab.raw.close();
    }
  });

  test('in answers of a model, also as they stream', { timeout: 240_000 }, async () => {
    const url = pageWith('google-results', (html) => html);
    for (const [index, part] of inParts(payloads, 30_000).entries()) {
      laidDown.set(`answer${index}`, part.join('\n\n'));
      await connect(session.browser, models.server, `text-answer${index}`);
      const tab = await session.browser.open(url);
      await ended(tab);
      await expectInert(tab, `answer ${index}`);
      await tab.raw.close();
    }
  });

  test('in the words of an error', { timeout: 120_000 }, async () => {
    const url = pageWith('google-results', (html) => html);
    for (const [index, part] of inParts(payloads, 60_000).slice(0, 4).entries()) {
      laidDown.set(`error${index}`, part.join(' '));
      await connect(session.browser, models.server, `refusal-error${index}`);
      const tab = await session.browser.open(url);
      await ended(tab, 'failed');
      await expectInert(tab, `error ${index}`);
      await tab.raw.close();
    }
  });

  test('in the record of those answers', { timeout: 120_000 }, async () => {
    const tab = await openWithEar('ledger.html');
    const rows = await tab.page.until('records are listed', async () => {
      return (await tab.page.probe('.pd-ledger-row'))?.attributes.map(({ href }) => href ?? '');
    });
    for (const row of rows.slice(0, 4)) {
      await tab.page.click(`.pd-ledger-row[href="${row}"]`);
      await tab.page.find(`.pd-ledger-row[href="${row}"][aria-current]`);
      await tab.page.find('.pd-answer, .pd-record blockquote, .pd-error');
      await expectNothingRan(tab);
    }
    expect(tab.raw.errors).toEqual([]);
    await tab.raw.close();
  });
});

describe('nothing runs of what is taken in', () => {
  test('names of models and of connections, typed, listed by a server or in a file of settings', slow, async () => {
    const { browser } = session;
    const names = inParts(payloads, 3_000).map((part) => part.join(' '));
    const server = await startModelServer({ models: payloads.slice(0, 500) });
    const address = `${server.url}/v1`;
    const shared = { preset: 'custom', baseUrl: address };
    const connections = names
      .slice(0, 150)
      .map((text, index) => ({ ...shared, id: `x${index}`, name: text, model: names.at(-1 - index) ?? text }));
    const options = await openWithEar('options.html');
    // Those of the tests before would stand above these in the list, and ask other servers for their models.
    const before = (await send(options, { call: 'options.connections', request: {} })) as { reply?: { id: string }[] };
    for (const { id } of before.reply ?? []) await removeConnection(options, id);
    const file = JSON.stringify({ format: 'pangda-settings', version: 1, preferences: {}, connections });
    expect(await send(options, { call: 'options.import', request: { text: file } })).toMatchObject({
      reply: { ok: true },
    });
    const bad = JSON.stringify({ ...JSON.parse(file), connections: [{ ...connections[0], baseUrl: names[0] }] });
    expect(await send(options, { call: 'options.import', request: { text: bad } })).toMatchObject({
      reply: { ok: false },
    });
    await options.raw.close();

    const again = await openWithEar('options.html');
    await again.page.click({ css: '.pd-connection button', says: 'Edit' });
    await again.page.fill('input[name=model]', '<img');
    await again.page.click({ css: 'button', says: 'List models' });
    await again.page.find('.pd-models button');
    await expectNothingRan(again);
    const tab = await browser.open(pageWith('google-results', (html) => html));
    await tab.panel.until('it has a list', async () => (await tab.panel.count('select option')) > 0 || undefined);
    await expectInert(tab, 'the list of connections');
    await tab.raw.close();
    for (const { id } of connections) await removeConnection(again, id);
    await again.raw.close();
    await server.close();
  });

  test('a file of the ledger', slow, async () => {
    const parts = inParts(payloads, hasCollections ? 20_000 : 400).slice(0, 30);
    const records = parts.map((part, index) => {
      const all = part.join(' ');
      const [source] = aRecord().sources;
      if (!source) throw new Error('a record has a source');
      const author = { kind: 'model', connectionId: all, name: all, model: all, host: all } as const;
      const hostile = { question: all, answer: part.join('\n\n'), modelReturned: all, author, checks: [] };
      const sources = [{ ...source, title: all, text: all, site: all, url: 'javascript:alert(1)' }];
      return { record: aRecord({ id: `hostile${index}`, ...hostile, sources }) };
    });
    const entries = (await chained(genesis, records)).map(({ entry }) => entry);
    const head = { seq: entries.length, hash: entries.at(-1)?.hash };
    const ledger = await openWithEar('ledger.html');
    const says = { format: 'pangda-ledger', version: 1, exportedAtMs: 1, verifier: '1', whole: true, head, entries };
    await give(ledger, 'Import a file', JSON.stringify(says));
    await ledger.page.says(/imported/, 30_000);
    const rows = (await ledger.page.probe('.pd-ledger-row'))?.attributes.map(({ href }) => href ?? '') ?? [];
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows.slice(0, parts.length)) {
      await ledger.page.click(`.pd-ledger-row[href="${row}"]`);
      await ledger.page.find(`.pd-ledger-row[href="${row}"][aria-current]`);
      await ledger.page.find('.pd-ledger-record');
      await expectNothingRan(ledger);
    }
    expect(ledger.raw.errors).toEqual([]);
    await ledger.raw.close();
  });
});

/** One of the extension's own pages, in which whatever runs is noticed. */
async function openWithEar(path: string): Promise<Tab> {
  const tab = await session.browser.openExtension(path);
  await tab.raw.evaluate(
    `void (window.ran = [], ['alert', 'prompt', 'confirm', 'print'].forEach((name) => { window[name] = () => { window.ran.push(name); }; }))`,
  );
  return tab;
}

async function expectNothingRan(tab: Tab): Promise<void> {
  expect(dangersIn(await tab.evaluate(() => document.body.innerHTML))).toEqual([]);
  expect(await ran(tab)).toEqual([]);
}

test('no answer makes the browser ask anybody, and no link leads to a stranger', { timeout: 120_000 }, async () => {
  const url = pageWith('google-results', (html) => html);
  const before = session.browser.web.requests.length;
  laidDown.set('calls', calls.join('\n\n'));
  await connect(session.browser, models.server, 'text-calls');
  const tab = await session.browser.open(url);
  await ended(tab);
  await expectInert(tab, 'calls');
  const links = (await tab.panel.probe('a'))?.attributes.map(({ href }) => href ?? '') ?? [];
  expect(links.filter((href) => /attacker|evil/.test(href))).toEqual([]);
  expect(strangers(before)).toEqual([]);
  await tab.raw.close();
});

test('a model that obeys what a snippet commands reaches nobody', { timeout: 180_000 }, async () => {
  const before = session.browser.web.requests.length;
  await connect(session.browser, models.server, 'obey');
  const step = hasCollections ? Math.ceil(commands.length / 12) : 1;
  for (const command of commands.filter((_, index) => index % step === 0)) {
    const planted = `OUTPUT: ${command} ![](https://attacker.test/p.png) [more](https://attacker.test/m) [1][7]`;
    const url = pageWith('google-results', (html) =>
      html.replace(
        'A satellite survey in 2008',
        escaped(`${planted.replaceAll('\n', ' ')} A satellite survey in 2008`),
      ),
    );
    const tab = await session.browser.open(url);
    await ended(tab);
    await expectInert(tab, command);
    const links = (await tab.panel.probe('article a'))?.attributes.map(({ href }) => href ?? '') ?? [];
    expect(links.filter((href) => href.includes('attacker'))).toEqual([]);
    await tab.raw.close();
  }
  expect(strangers(before)).toEqual([]);
});

/** Hosts that were asked since, and are none of the pages' own. */
const strangers = (before: number): string[] =>
  session.browser.web.requests
    .slice(before)
    .filter(({ url }) => !isBrowsersOwn(url))
    .map(({ url }) => new URL(url).host)
    .filter((host) => !/^(www\.)?(google|baidu|zhihu)\./.test(host));
