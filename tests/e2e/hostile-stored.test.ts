import { expect, test } from 'vitest';
import { chained, genesis } from '../../lib/ledger/chain.ts';
import { startModelServer } from '../fakes/model-server.ts';
import { hasCollections, inParts, payloads } from '../fixtures/hostile/index.ts';
import { aRecord } from '../unit/ledger/records.ts';
import { removeConnection, send } from './ask.ts';
import { fixture } from './fixtures.ts';
import { expectInert, expectInertRecords, expectNothingRan, openWithEar, Shown, withEar } from './hostile-surface.ts';
import { give } from './ledger-tools.ts';
import { sharedBrowser } from './session.ts';

const session = sharedBrowser();
const slow = { timeout: hasCollections ? 600_000 : 180_000 };

test(
  'names of models and connections run nothing: in a file of settings, listed by a server, in the panel',
  slow,
  async () => {
    const { browser } = session;
    const names = inParts(payloads, 3_000).map((part) => part.join(' '));
    // Few enough to be shown at once.
    const listed = inParts(payloads, Math.ceil(payloads.join('').length / 5)).map((part) => part.join(' '));
    const server = await startModelServer({ models: listed });
    const shared = { preset: 'custom', baseUrl: `${server.url}/v1` };
    const connections = names.map((name, at) => ({ ...shared, id: `x${at}`, name, model: names.at(-1 - at) ?? name }));
    const file = JSON.stringify({ format: 'pangda-settings', version: 1, preferences: {}, connections });
    const options = await openWithEar(browser, 'options.html');
    const imported = await send(options, { call: 'options.import', request: { text: file } });
    expect(imported).toMatchObject({ reply: { ok: true } });
    await options.raw.close();

    const again = await openWithEar(browser, 'options.html');
    await again.page.find('.pd-connection');
    const inOptions = new Shown('names of connections, in the options', payloads);
    inOptions.in(await expectNothingRan(again, 'the options'));
    await again.page.click({ css: '.pd-connection button', says: 'Edit' });
    await again.page.fill('input[name=model]', '');
    await again.page.click({ css: 'button', says: 'List models' });
    await again.page.find('.pd-models button');
    const inList = new Shown('names of models, listed by a server', payloads);
    inList.in(await again.page.text('.pd-models button'));
    await expectNothingRan(again, 'the list of models');

    const { url, html } = fixture('google-results');
    browser.web.serve(url, { body: withEar(html) });
    const tab = await browser.open(url);
    const hasList = async () => (await tab.panel.count('select option')) > 0 || undefined;
    await tab.panel.until('it has a list', hasList, 30_000);
    const inPanel = new Shown('names of connections, in the panel', payloads);
    inPanel.in(await expectInert(tab, 'the list of connections'));
    await tab.raw.close();
    for (const { id } of connections) await removeConnection(again, id);
    await again.raw.close();
    await server.close();
    for (const shown of [inOptions, inList, inPanel]) shown.expectAlmostAll();
  },
);

test('a file of the ledger runs nothing, wherever in a record a text stands', slow, async () => {
  // A name may have 8,000 characters.
  const parts = inParts(payloads, hasCollections ? 6_000 : 400);
  const records = parts.map((part, index) => {
    const all = part.join(' ');
    const [source] = aRecord().sources;
    if (!source) throw new Error('a record has a source');
    const author = { kind: 'model', connectionId: all, name: all, model: all, host: all } as const;
    const hostile = { question: all, answer: part.join('\n\n'), modelReturned: all, author, checks: [] };
    const sources = [{ ...source, title: all, text: all, pageText: all, site: all, url: 'javascript:alert(1)' }];
    return { record: aRecord({ id: `hostile${index}`, ...hostile, sources }) };
  });
  const entries = (await chained(genesis, records)).map(({ entry }) => entry);
  const head = { seq: entries.length, hash: entries.at(-1)?.hash };
  const ledger = await openWithEar(session.browser, 'ledger.html');
  const says = { format: 'pangda-ledger', version: 1, exportedAtMs: 1, verifier: '1', whole: true, head, entries };
  await give(ledger, 'Import a file', JSON.stringify(says));
  await ledger.page.says(new RegExp(`^${parts.length} .*imported`, 'm'), 30_000);
  await ledger.raw.close();
  const questions = new Shown('records in a file, questions', payloads);
  const sources = new Shown('records in a file, sources', payloads);
  await expectInertRecords(session.browser, parts.length, async ({ page }) => {
    questions.in(await page.text('.pd-ledger-record h2'));
    sources.in(await page.text('.pd-ledger-text'));
  });
  for (const shown of [questions, sources]) shown.expectAlmostAll();
});

const bad: Record<string, object> = {
  'an address that runs': { baseUrl: 'javascript:alert(1)' },
  'an address with a name before its host': { baseUrl: 'https://api.openai.com@attacker.test/v1' },
  'an address of a file': { baseUrl: 'file:///etc/passwd' },
  'an address of data': { baseUrl: 'data:application/json,{}' },
  'plain http to the world': { baseUrl: 'http://attacker.test/v1' },
  'a name that no message could remove it by': { id: 'x'.repeat(101) },
  'a name that every object has': { id: '__proto__' },
};

test.each(Object.entries(bad))('a file of settings with %s is refused whole', async (_what, wrong) => {
  const options = await session.browser.openExtension('options.html');
  const good = { id: 'good', preset: 'custom', name: 'Good', baseUrl: 'http://127.0.0.1:9/v1', model: 'm' };
  const connections = [good, { ...good, id: 'bad', ...wrong }];
  const text = JSON.stringify({ format: 'pangda-settings', version: 1, preferences: {}, connections });
  const reply = await send(options, { call: 'options.import', request: { text } });
  expect(reply).toMatchObject({ reply: { ok: false } });
  const stored = (await send(options, { call: 'options.connections', request: {} })) as { reply?: { id: string }[] };
  expect(stored.reply?.filter(({ id }) => id === 'good' || id === 'bad')).toEqual([]);
  await options.raw.close();
});
