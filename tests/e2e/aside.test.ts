import { beforeAll, expect, test } from 'vitest';
import { laidDown } from '../fakes/model-behaviours.ts';
import { connect, sharedModelServer } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';
import type { Tab } from './tab.ts';

const session = sharedBrowser();
const models = sharedModelServer();
beforeAll(() => connect(session.browser, models.server, 'paced-20-5'));

/** Keeps what a chat page is to be opened with, as the address bar and the menu of a selection do. */
const keep = (tab: Tab, id: string, opening: { how: 'ask' | 'about'; text: string }) =>
  tab.evaluate(
    ({ key, value }) => {
      const { browser, chrome } = globalThis as unknown as Record<
        string,
        { storage: { session: { set(all: object): Promise<void> } } }
      >;
      return (browser ?? chrome)?.storage.session.set({ [key]: value });
    },
    { key: `opening.${id}`, value: opening },
  );

test('a selection comes into the field and is not asked before its user does; an entered question is asked', async () => {
  const first = await session.browser.openExtension('popup.html');
  await keep(first, 'one', { how: 'about', text: 'the great panda' });
  const about = await session.browser.openExtension('sidepanel.html#one');
  await about.page.until(
    'it is in the field',
    async () => (await about.page.value('textarea')).includes('the great panda') || undefined,
  );
  expect(await about.page.count('article')).toBe(0);
  expect(models.server.questions()).toHaveLength(0);
  await about.raw.close();
  await keep(first, 'two', { how: 'ask', text: 'how old is the moon' });
  const asked = await session.browser.openExtension('sidepanel.html#two');
  await asked.page.says('how old is the moon');
  expect(await asked.raw.url()).not.toContain('#');
  // The popup is the same thread.
  await first.page.says('how old is the moon');
  await first.page.find('article[data-status=done]');
  expect(models.server.questions()).toHaveLength(1);
  await first.raw.close();
  await asked.raw.close();
});

test('a conversation of long answers opens at its end', async () => {
  laidDown.set('long', '这是很长的答案里的一句话。\n\n'.repeat(900));
  await connect(session.browser, models.server, 'text-long');
  const first = await session.browser.openExtension('sidepanel.html');
  await first.page.click({ css: 'button', says: 'New chat' });
  for (const [index, question] of ['a long one', 'another long one'].entries()) {
    await first.page.fill('textarea', question);
    await first.raw.press('Enter');
    await first.page.until(
      'it is answered',
      async () => (await first.page.count('article[data-status=done]')) > index || undefined,
      20_000,
    );
  }
  await first.raw.close();
  const again = await session.browser.openExtension('sidepanel.html');
  await again.page.until(
    'all of it is drawn',
    async () => (await again.evaluate(() => document.querySelectorAll('.pd-answer > *').length)) === 1_800 || undefined,
  );
  // Looked at from outside: a test's own search would scroll.
  const below = () =>
    again.evaluate(() => {
      const { scrollHeight = -1, scrollTop = 0, clientHeight = 0 } = document.querySelector('.pd-scroll') ?? {};
      return scrollHeight - scrollTop - clientHeight;
    });
  await expect.poll(below).toBeLessThan(40);
  await again.raw.close();
  await connect(session.browser, models.server, 'paced-20-5');
});

test('the list of keys comes with ?, outside of the field', async () => {
  const tab = await session.browser.openExtension('sidepanel.html');
  await tab.page.click('textarea');
  await tab.raw.type('what?');
  expect(await tab.page.value('textarea')).toBe('what?');
  expect(await tab.page.count('dialog[open]')).toBe(0);
  await tab.page.click('.pd-name');
  await tab.raw.press('?');
  await tab.page.find('dialog.pd-keys[open]');
  await tab.page.says('Alt+Shift+C');
  await tab.page.click({ css: '.pd-keys button', says: 'Close' });
  await tab.page.lacks('dialog[open]');
  await tab.raw.close();
});

test("the panel's conversation goes on in the side panel", async () => {
  const tab = await openFixture(session.browser, 'google-results');
  await tab.panel.find('article[data-status=done]', 15_000);
  const question = await tab.panel.text('article');
  await tab.panel.click({ css: '.pd-bar button', says: 'More' });
  await tab.panel.click({ css: '.pd-menu-item', says: 'Continue in the side panel' });
  const page = await session.browser.openExtension('sidepanel.html');
  await page.page.find('article[data-status=done]');
  expect((await page.page.text('article')).slice(0, 40)).toContain(question.slice(0, 10));
  await page.raw.close();
  await tab.raw.close();
});
