import { expect, test } from 'vitest';
import { inLedger, untilWritten } from './ledger-tools.ts';
import { connect, ended, sharedModelServer } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';

const session = sharedBrowser();
const models = sharedModelServer();

test('an answer is recorded, found, verified; a changed byte is named; a deletion leaves a gap', async () => {
  const { browser } = session;
  const quoted = await openFixture(browser, 'google-results');
  await quoted.panel.find('blockquote');
  await quoted.raw.close();
  await connect(browser, models.server, 'markdown');
  const asked = await openFixture(browser, 'baidu-results');
  await ended(asked);
  await asked.raw.close();

  await untilWritten(browser, 2);
  const list = await browser.openExtension('ledger.html');
  await list.page.find('.pd-ledger-row');
  const { page } = list;
  const rows = ((await page.probe('.pd-ledger-row'))?.texts ?? []).map((text) => text.replace(/\s+/g, ' '));
  expect(rows[0]).toContain('markdown');
  expect(rows[1]).toContain('no model');

  // A word that only one of the two says, in the list and in the search.
  const [question = ''] = ((await page.probe('.pd-ledger-question'))?.texts ?? []).filter(Boolean);
  await page.fill('input[name=search]', question);
  await page.until('one is found', async () => ((await page.count('.pd-ledger-row')) === 1 ? true : undefined));
  await page.fill('input[name=search]', 'zzzznowhere');
  await page.says('No answer was found');

  await page.click({ css: 'button', says: 'Verify the chain' });
  await page.says('Everything fits. 2 answers were verified.');

  await inLedger(
    list,
    `store('entries').get(1).onsuccess = ({ target }) => {
      const row = target.result;
      row.packed[row.packed.length >> 1] ^= 1;
      store('entries').put(row);
    };`,
  );
  await page.click({ css: 'button', says: 'Verify the chain' });
  await page.says('Number 1 was changed after it was written.');

  await page.fill('input[name=search]', question);
  await page.find('.pd-ledger-row');
  const second = (await page.probe('.pd-ledger-row'))?.attributes[0]?.href ?? '';
  await list.raw.close();
  const ledger = await browser.openExtension(`ledger.html${second}`);
  await ledger.page.find('.pd-ledger-record');
  await ledger.page.says(/What was sent to 127.0.0.1:\d+: \d messages?/);
  await ledger.page.click({ css: 'button', says: 'Check again' });
  await ledger.page.says('Same result');
  await ledger.page.click({ css: '.pd-ledger-actions button', says: 'Delete' });
  await ledger.page.click({ css: 'button', says: 'Yes, delete' });
  await ledger.page.until('one is left', async () =>
    (await ledger.page.count('.pd-ledger-row')) === 1 ? true : undefined,
  );

  const left = await inLedger(
    ledger,
    `const all = {};
    for (const name of ['entries', 'fresh'])
      store(name).getAll(name === 'fresh' ? undefined : IDBKeyRange.lowerBound(2)).onsuccess = ({ target }) => {
        all[name] = name === 'fresh' ? target.result.length : target.result;
      };
    result = all;`,
  );
  const { entries, fresh } = left as { entries: object[]; fresh: number };
  expect(Object.keys(entries[0] ?? {}).sort()).toEqual(['deletedAtMs', 'hash', 'prev', 'seq']);
  expect(Object.keys(entries[1] ?? {}).sort()).toEqual(['hash', 'packed', 'prev', 'seq', 'sum']);
  expect(fresh).toBe(1);
  await ledger.page.click({ css: 'button', says: 'Verify the chain' });
  await ledger.page.says('1 answer was deleted on');
  expect((await ledger.page.text('.pd-ledger-report')).match(/Number \d/g)).toEqual(['Number 1']);
  expect(ledger.raw.errors).toEqual([]);
  await ledger.raw.close();
});
