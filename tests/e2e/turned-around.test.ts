import { expect, test } from 'vitest';
import { chained, genesis } from '../../lib/ledger/chain.ts';
import { aRecord } from '../unit/ledger/records.ts';
import { removeConnection, saveConnection } from './ask.ts';
import { give } from './ledger-tools.ts';
import { sharedBrowser } from './session.ts';
import type { Tab } from './tab.ts';

// U+202E turns the letters behind it around: a host that ends in moc.knab would be read as bank.com.

const session = sharedBrowser();
const turning = 'x\u202e';

/** Whether each of the places where a page shows a text reads from left to right. */
const readsForward = (tab: Tab, text: string): Promise<boolean[]> =>
  tab.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: boolean[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      const leftOf = (letter: number): number => {
        const range = document.createRange();
        range.setStart(node, letter);
        range.setEnd(node, letter + 1);
        return range.getBoundingClientRect().left;
      };
      if (at >= 0 && node.parentElement?.checkVisibility()) found.push(leftOf(at) < leftOf(at + 3));
    }
    return found;
  }, text);

test('a name of a model does not turn the host beside it around', async () => {
  const before = await session.browser.openExtension('options.html');
  const baseUrl = 'https://moc.knab.example/v1';
  await saveConnection(before, { id: 't', preset: 'custom', name: 'T', baseUrl, model: turning }, 'sk');
  await before.raw.close();
  const tab = await session.browser.openExtension('options.html');
  await tab.page.says('moc.knab.example');
  const forward = await readsForward(tab, 'moc.knab');
  expect(forward.length).toBeGreaterThan(0);
  expect(forward).not.toContain(false);
  await removeConnection(tab, 't');
  await tab.raw.close();
});

test('nor does a word of an answer, a model or an author in a record', async () => {
  const [source] = aRecord().sources;
  if (!source) throw new Error('a record has a source');
  const author = { kind: 'model', connectionId: 't', name: 'T', model: turning, host: 'moc.knab.example' } as const;
  const record = aRecord({
    ...{ id: 'turned', author, modelReturned: turning, checks: [] },
    answer: `It says [${turning}](https://moc.knab.example/).`,
    sources: [{ ...source, author: turning, site: 'moc.knab.example', title: `A title ${turning}` }],
  });
  const entries = (await chained(genesis, [{ record }])).map(({ entry }) => entry);
  const head = { seq: entries.length, hash: entries.at(-1)?.hash };
  const tab = await session.browser.openExtension('ledger.html');
  const says = { format: 'pangda-ledger', version: 1, exportedAtMs: 1, verifier: '1', whole: true, head, entries };
  await give(tab, 'Import a file', JSON.stringify(says));
  await tab.page.click('.pd-ledger-row[href="#turned"]');
  await tab.page.find('.pd-ledger-record[data-id="turned"]');
  await tab.raw.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
  const forward = await readsForward(tab, 'moc.knab');
  expect(forward.length).toBeGreaterThanOrEqual(3);
  expect(forward).not.toContain(false);
  await tab.raw.close();
});
