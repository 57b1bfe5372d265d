import { expect, test } from 'vitest';
import { sharedBrowser } from './session.ts';
import type { Tab } from './tab.ts';

const session = sharedBrowser();

/** What the extension's own pages see in one of its storage areas. */
const storedIn = (tab: Tab, area: 'local' | 'sync'): Promise<Record<string, unknown>> =>
  tab.evaluate((name) => {
    const { browser, chrome } = globalThis as unknown as Record<
      string,
      { storage: Record<string, { get(): unknown }> }
    >;
    return (browser ?? chrome)?.storage[name]?.get() as Promise<Record<string, unknown>>;
  }, area);

test('a setting is found by its words, from the key / on, and Escape shows all again', async () => {
  const tab = await session.browser.openExtension('options.html');
  await tab.page.find('#pd-answering');
  await tab.raw.press('/');
  await tab.raw.type('identity');
  await tab.page.until('the rest is out', async () => (await tab.page.count('section[data-out]')) > 3 || undefined);
  const shown = await tab.page.text('.pd-card:not([data-out])');
  expect(shown).toContain('Take out what points to a person');
  expect(shown).not.toContain('Record answers');
  await tab.raw.type(' zzz');
  await tab.page.says('No setting speaks of “identity zzz”');
  await tab.raw.press('Escape');
  await tab.page.until('all is there', async () => (await tab.page.count('[data-out]')) === 0 || undefined);
  await tab.raw.close();
});

test('a section goes back to the usual after a question, and only that section', async () => {
  const tab = await session.browser.openExtension('options.html');
  await tab.page.click({ css: '.pd-choice', says: 'When I ask' });
  await tab.page.click({ css: '.pd-choice', says: 'Take out what points to a person' });
  const preferences = async () => (await storedIn(tab, 'local')).preferences as Record<string, unknown> | undefined;
  await tab.page.until('both are stored', async () => (await preferences())?.masks === false || undefined);
  expect(await preferences()).toMatchObject({ mode: 'click', masks: false });
  await tab.page.click({ css: 'section[aria-labelledby=pd-answering] button', says: 'Reset this section' });
  expect((await preferences())?.mode).toBe('click');
  await tab.page.click({ css: 'section[aria-labelledby=pd-answering] button', says: 'Yes, reset' });
  await tab.page.until('it is back', async () => (await preferences())?.mode === 'automatic' || undefined);
  expect((await preferences())?.masks).toBe(false);
  await tab.raw.close();
});

test("settings are copied to the browser's sync only when that is turned on, without connections, and can be deleted there", async () => {
  const tab = await session.browser.openExtension('options.html');
  await tab.page.find('#pd-sync');
  expect(await storedIn(tab, 'sync')).toEqual({});
  await tab.page.click({ css: '.pd-choice', says: 'Copy my settings' });
  const copied = async (name: string) =>
    (await storedIn(tab, 'sync'))[`setting.${name}`] as { value: unknown } | undefined;
  await tab.page.until('they are copied', async () => (await copied('masks')) !== undefined || undefined);
  await tab.page.click({ css: '.pd-choice', says: 'Only questions' });
  await tab.page.until('a change goes along', async () => (await copied('mode'))?.value === 'questions' || undefined);
  expect(Object.keys(await storedIn(tab, 'sync')).join()).not.toMatch(/onnection|key|layout|ledger/i);
  await tab.page.click({ css: 'button', says: 'Stop and delete the copy' });
  await tab.page.click({ css: 'button', says: 'Yes, delete' });
  await tab.page.until('it is gone', async () => Object.keys(await storedIn(tab, 'sync')).length === 0 || undefined);
  await tab.raw.close();
});
