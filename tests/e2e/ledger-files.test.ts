import { expect, test } from 'vitest';
import { chained, genesis, textOf } from '../../lib/ledger/chain.ts';
import { packedRow } from '../../lib/ledger/rows.ts';
import type { LedgerEntry, RecordEntry } from '../../lib/model/ledger.ts';
import { aRecord } from '../unit/ledger/records.ts';
import { give, inLedger, saved } from './ledger-tools.ts';
import { sharedBrowser } from './session.ts';
import type { Tab } from './tab.ts';

const session = sharedBrowser();

const fileOf = (entries: readonly LedgerEntry[]): string =>
  JSON.stringify({
    ...{ format: 'pangda-ledger', version: 1, exportedAtMs: 1, verifier: '1', whole: true },
    head: { seq: entries.length, hash: entries.at(-1)?.hash ?? genesis.hash },
    entries,
  });

/** The ledger's page with nothing in it, whatever a test before left. */
async function emptyLedger(): Promise<Tab> {
  const other = await session.browser.openExtension('options.html');
  await other.raw.evaluate(`new Promise((done, fail) => {
    const deleting = indexedDB.deleteDatabase('pangda-ledger');
    deleting.onsuccess = () => done();
    deleting.onerror = () => fail(deleting.error);
  })`);
  await other.raw.close();
  const ledger = await session.browser.openExtension('ledger.html');
  await ledger.page.says('Nothing has been recorded yet', patience);
  return ledger;
}

const slow = { timeout: 120_000 };

/** ms. Three hundred records on a busy machine. */
const patience = 30_000;

/** A chain of records of which every third was asked on Baidu. */
async function chainOf(count: number, word = ''): Promise<LedgerEntry[]> {
  const page = { kind: 'results', url: 'https://www.example/s', query: 'x' } as const;
  const records = Array.from({ length: count }, (_, index) =>
    aRecord({
      id: `r${index + 1}`,
      question: `Question number ${index + 1} ${word}`,
      atMs: 1_790_000_000_000 + index * 60_000,
      page: { ...page, site: index % 3 === 0 ? 'baidu' : 'google' },
    }),
  );
  return (
    await chained(
      genesis,
      records.map((record) => ({ record })),
    )
  ).map(({ entry }) => entry);
}

test('a hostile or broken file is refused in words, and nothing has changed', slow, async () => {
  const ledger = await emptyLedger();
  const { page } = ledger;
  const good = await chainOf(3);
  const text = fileOf(good);
  const wrongType = good.map((entry, at) => (at === 1 ? { ...entry, record: { id: 7 } } : entry)) as LedgerEntry[];
  const packed = good.map((entry, at) =>
    at === 0 ? { ...entry, record: undefined, packed: 'H4sIAAAA', sum: 1 } : entry,
  ) as unknown as LedgerEntry[];
  const files: [string, string][] = [
    ['x'.repeat(10_000_000), 'This file is damaged, or no JSON.'],
    [text.slice(0, text.length / 2), 'This file is damaged, or no JSON.'],
    [JSON.stringify({ hello: 'y'.repeat(10_000_000) }), 'This file is not a saved record of answers.'],
    [fileOf(wrongType), 'Entry 2 of this file cannot be read. Nothing was imported.'],
    [text.replace('"temperature":0', '"__proto__":{"isAdmin":true}'), 'Entry 1 of this file cannot be read.'],
    [fileOf(packed), 'Entry 1 of this file cannot be read.'],
    [text.replace('Question number 2', 'Question number 9'), 'Number 2 was changed after it was written.'],
    [fileOf(good.toSpliced(1, 1)), 'Number 2 is missing.'],
    [fileOf([...good, ...good]), 'Entry 4 of this file repeats an earlier one.'],
  ];
  for (const [file, words] of files) {
    await give(ledger, 'Import a file', file);
    await page.says(words, patience);
  }
  expect(
    await inLedger(ledger, `store('entries').count().onsuccess = ({ target }) => { result = target.result; }`),
  ).toBe(0);
  expect(await ledger.raw.evaluate('({}).isAdmin === undefined')).toBe(true);
  expect(ledger.raw.errors).toEqual([]);
  await ledger.raw.close();
});

test('markup in an imported record is shown as text', async () => {
  const markup = '<img src=x onerror="globalThis.isHacked = true"><script>globalThis.isHacked = true</script>';
  const [source] = aRecord().sources;
  const sources = source ? [{ ...source, title: markup, url: 'javascript:globalThis.isHacked=true' }] : [];
  const record = aRecord({ id: 'hostile', question: markup, answer: `${markup} [1]`, sources, checks: [] });
  const ledger = await emptyLedger();
  await give(ledger, 'Import a file', fileOf((await chained(genesis, [{ record }])).map(({ entry }) => entry)));
  await ledger.page.says('1 answer was imported.');
  await ledger.page.click('.pd-ledger-row');
  await ledger.page.find('.pd-ledger-record');
  await ledger.page.says('<img src=x');
  expect(await ledger.raw.evaluate('globalThis.isHacked ?? document.querySelectorAll("img[src=x]").length')).toBe(0);
  expect(await ledger.raw.evaluate('document.querySelectorAll("a[href^=javascript]").length')).toBe(0);
  await ledger.page.click({ css: '.pd-ledger-actions button', says: 'Delete' });
  await ledger.page.click({ css: 'button', says: 'Yes, delete' });
  await ledger.page.says('Nothing has been recorded yet');
  expect(ledger.raw.errors).toEqual([]);
  await ledger.raw.close();
});

test('of three hundred records a changed byte is named, the rest is saved, and a site is deleted', slow, async () => {
  const ledger = await emptyLedger();
  const { page } = ledger;
  await give(ledger, 'Import a file', fileOf(await chainOf(300)));
  await page.says('300 answers were imported.', patience);
  await page.click({ css: 'button', says: 'Verify the chain' });
  await page.says('Everything fits. 300 answers were verified.', patience);

  const content =
    '(async () => { const db = await new Promise((done) => { const opening = indexedDB.open("pangda-ledger"); opening.onsuccess = () => done(opening.result); });';
  await ledger.raw.evaluate(`${content}
    const read = (store, key) => new Promise((done) => {
      db.transaction(store).objectStore(store).get(key).onsuccess = ({ target }) => done(target.result);
    });
    const [block, blob] = [await read('blocks', 129), await read('contents', 129)];
    const bytes = new Uint8Array(await blob.arrayBuffer());
    for (let at = block.ends[9]; at < block.ends[10]; at += 1) bytes[at] = 255;
    const tx = db.transaction('contents', 'readwrite');
    tx.objectStore('contents').put(new Blob([bytes]), 129);
    await new Promise((done) => { tx.oncomplete = done; });
    db.close();
  })()`);
  await page.click({ css: 'button', says: 'Verify the chain' });
  await page.says('Number 139 was changed after it was written.', patience);
  expect((await page.text('.pd-ledger-report li')).split('\n')).toHaveLength(1);

  const file = await saved(ledger, 'Save all (JSON)');
  await page.says('so the file has only their places, marked as damaged: number 139.');
  expect(JSON.parse(file).entries).toHaveLength(300);
  await give(ledger, 'Verify a file', file);
  await page.says('Number 139 was damaged already when this file was saved. Its content is not in it.');
  await page.says('Everything else fits. 299 answers were verified.');
  const words = await saved(ledger, 'Save what is shown as text');
  expect(words).toContain('## Number 139 is damaged and cannot be read.');
  expect(words).toContain('Question number 300');

  await page.fill('input[name=search]', 'number 298');
  await page.until('one is found', async () => ((await page.count('.pd-ledger-row')) === 1 ? true : undefined));
  await ledger.raw.evaluate(`{
    const site = document.querySelector('select[aria-label="Any site"]');
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(site, 'baidu');
    site.dispatchEvent(new Event('change', { bubbles: true }));
  }`);
  await page.click({ css: 'button', says: 'Delete all of: Baidu' });
  await page.click({ css: 'button', says: 'Yes, delete' });
  await page.says('100 answers were deleted.', patience);
  await page.until('nothing is found', async () => ((await page.count('.pd-ledger-row')) === 0 ? true : undefined));
  await page.click({ css: 'button', says: 'Verify the chain' });
  await page.says('100 answers were deleted on', patience);
  // The damaged one was of Baidu too: it is a gap like the others.
  expect(await page.count('.pd-ledger-report li')).toBe(0);
  expect(ledger.raw.errors).toEqual([]);
  await ledger.raw.close();
});

test('what the first version wrote down is read, found and verified, also after it became blocks', slow, async () => {
  const chain = await chainOf(140);
  const rows = chain.map((entry) => packedRow(entry, textOf(entry as RecordEntry)));
  const written = rows.map(({ packed, ...row }) => ({ ...row, packed: [...packed] }));
  const { seq, hash } = chain.at(-1) ?? genesis;
  const { browser } = session;
  const other = await browser.openExtension('options.html');
  // Both asked for at once, so that nothing else of the extension opens today's version in between.
  await other.raw.evaluate(`new Promise((done, fail) => {
    indexedDB.deleteDatabase('pangda-ledger');
    const opening = indexedDB.open('pangda-ledger', 1);
    opening.onerror = () => fail(opening.error);
    opening.onupgradeneeded = () => {
      const db = opening.result;
      for (const name of ['entries', 'summaries']) db.createObjectStore(name, { keyPath: 'seq' });
      for (const name of ['fresh', 'segments', 'meta']) db.createObjectStore(name);
      db.createObjectStore('postings', { keyPath: ['bucket', 'segment'] });
    };
    opening.onsuccess = () => {
      const db = opening.result;
      const tx = db.transaction(['entries', 'meta'], 'readwrite');
      for (const row of ${JSON.stringify(written)})
        tx.objectStore('entries').put({ ...row, packed: Uint8Array.from(row.packed) });
      tx.objectStore('meta').put(${JSON.stringify({ seq, hash })}, 'head');
      tx.oncomplete = () => { db.close(); done(); };
    };
  })`);
  await other.raw.close();
  const ledger = await browser.openExtension('ledger.html');
  const { page } = ledger;
  await page.says('140 answers.', patience);
  await page.click({ css: 'button', says: 'Verify the chain' });
  await page.says('Everything fits. 140 answers were verified.', patience);
  await give(ledger, 'Import a file', fileOf(await chainOf(1, 'and another')));
  await page.says('1 answer was imported.');
  await page.click({ css: 'button', says: 'Verify the chain' });
  await page.says('Everything fits. 141 answers were verified.', patience);
  const left = await inLedger(
    ledger,
    `result = {};
    for (const name of ['entries', 'blocks'])
      store(name).count().onsuccess = ({ target }) => { result[name] = target.result; };`,
  );
  expect(left).toEqual({ entries: 13, blocks: 1 });
  await page.fill('input[name=search]', 'number 77');
  await page.until('one is found', async () => ((await page.count('.pd-ledger-row')) === 1 ? true : undefined));
  expect(ledger.raw.errors).toEqual([]);
  await ledger.raw.close();
});

test('a page whose record is deleted or replaced meanwhile says so, and so does one that cannot open it', async () => {
  const { browser } = session;
  const ledger = await browser.openExtension('ledger.html');
  await ledger.page.find('.pd-ledger-tool');
  const other = await browser.openExtension('options.html');
  await other.raw.evaluate(`new Promise((done, fail) => {
    const deleting = indexedDB.deleteDatabase('pangda-ledger');
    deleting.onsuccess = () => done();
    deleting.onerror = () => fail(deleting.error);
  })`);
  await ledger.page.says('The record of answers was closed, because it was deleted or replaced outside of this page.');
  expect(await ledger.page.count('.pd-spinner')).toBe(0);
  expect(ledger.raw.errors).toEqual([]);
  await ledger.raw.close();

  const again = await browser.openExtension('ledger.html');
  await again.page.says('Nothing has been recorded yet');
  await other.raw.evaluate(`new Promise((done, fail) => {
    const opening = indexedDB.open('pangda-ledger', 1000);
    opening.onsuccess = () => { opening.result.close(); done(); };
    opening.onerror = () => fail(opening.error);
  })`);
  await again.page.says('The record of answers was closed');
  await again.raw.close();
  const last = await browser.openExtension('ledger.html');
  await last.page.says('The record of answers cannot be opened.');
  expect(await last.page.count({ css: 'button', says: 'Reload the page' })).toBe(1);
  await last.raw.close();
  await other.raw.close();
});
