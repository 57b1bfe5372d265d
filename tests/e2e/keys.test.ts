import { expect, test } from 'vitest';
import { browserUnderTest } from './browser.ts';
import { fixture } from './fixtures.ts';
import { connect, ended, sharedModelServer } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';
import { pause } from './tab.ts';

const session = sharedBrowser();
const models = sharedModelServer();

/** A page that listens first and hardest: from its head, on the window, capturing. */
const eavesdropper = `<script>
  window.heard = [];
  for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'compositionstart', 'compositionend', 'paste'])
    addEventListener(type, (event) => heard.push(type + ' ' + (event.key ?? event.data)), true);
</script>`;

test('the page hears nothing of what is typed into the panel', async () => {
  const { url, html } = fixture('google-results');
  session.browser.web.serve(url, html.replace('<head>', `<head>${eavesdropper}`));
  const tab = await session.browser.open(url);
  await tab.panel.find('blockquote');
  await tab.panel.fill('textarea', 'secret words / k');
  expect(await tab.panel.value('textarea')).toBe('secret words / k');
  expect(await tab.evaluate(() => Reflect.get(window, 'heard'))).toEqual([]);
  // The ear itself works.
  await tab.page.click('input, textarea');
  await tab.raw.type('x');
  expect(await tab.evaluate(() => Reflect.get(window, 'heard').length)).toBeGreaterThan(0);
  await tab.raw.close();
});

test('Shift+Enter breaks the line, Enter sends', async () => {
  await connect(session.browser, models.server, 'echo');
  const tab = await openFixture(session.browser, 'google-results');
  await ended(tab);
  await tab.panel.fill('textarea', 'one');
  await tab.raw.press('Shift+Enter');
  await tab.raw.type('two');
  expect(await tab.panel.value('textarea')).toBe('one\ntwo');
  expect(await tab.panel.count('article')).toBe(1);
  await tab.raw.press('Enter');
  await tab.panel.until('a second turn', async () => (await tab.panel.count('article')) === 2 || undefined);
  await tab.raw.close();
});

// Only Chromium's automation can compose text as an input method does.
test.skipIf(browserUnderTest === 'firefox')('Enter that ends a composition does not send', async () => {
  await connect(session.browser, models.server, 'echo');
  const tab = await openFixture(session.browser, 'google-results');
  await ended(tab);
  await tab.panel.click('textarea');
  await tab.raw.compose?.('ni hao', '你好');
  await pause(300);
  expect(await tab.panel.count('article')).toBe(1);
  expect(await tab.panel.value('textarea')).toBe('你好');
  await tab.raw.press('Enter');
  await tab.panel.until('a second turn', async () => (await tab.panel.count('article')) === 2 || undefined);
  await tab.raw.close();
});
