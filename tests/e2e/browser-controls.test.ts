import { describe, expect, test } from 'vitest';
import { browserUnderTest } from './browser.ts';
import { connect, sharedModelServer } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';

const session = sharedBrowser();
const models = sharedModelServer();

/** In Firefox's own process, with its window as `view`. */
const inWindow = (body: string): Promise<unknown> | undefined =>
  session.browser.inBrowser?.(
    `(async () => { const view = Services.wm.getMostRecentWindow('navigator:browser'); ${body} })()`,
  );

/** Alt, Shift and a letter, as the keyboard sends them to the browser's window. */
const pressKeys = (letter: string): Promise<unknown> | undefined =>
  inWindow(`
    const keyboard = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
    keyboard.beginInputTransactionForTests(view, () => {});
    const keys = [['Alt', 'AltLeft', 18], ['Shift', 'ShiftLeft', 16], ['${letter}', 'Key${letter}', ${letter.charCodeAt(0)}]];
    const events = keys.map(([key, code, keyCode]) => new view.KeyboardEvent('', { key, code, keyCode }));
    for (const event of events) keyboard.keydown(event);
    for (const event of events.reverse()) keyboard.keyup(event);
  `);

/** Whether the chat is open beside the page. */
const isBeside = (): Promise<unknown> | undefined =>
  inWindow(`
    const { isOpen, currentID } = view.SidebarController;
    return isOpen && currentID.startsWith('pangda');
  `);

const closeBeside = (): Promise<unknown> | undefined => inWindow('view.SidebarController.hide()');

const urls = (): Promise<string[]> => session.browser.urls();

// Of Chromium's own controls automation reaches none.
describe.skipIf(browserUnderTest !== 'firefox')("the browser's own controls", () => {
  test('`pd` and a question in the address bar is asked, in a chat of its own', async () => {
    await connect(session.browser, models.server, 'lines');
    await session.browser.open('about:blank');
    await inWindow(`
      view.gURLBar.search('pd how far is the moon');
      await view.gURLBar.lastQueryContextPromise;
      view.gURLBar.handleCommand();
    `);
    const asked = () => JSON.stringify(models.server.questions().at(-1)?.body);
    await expect.poll(asked, { timeout: 10_000 }).toContain('how far is the moon');
    expect(models.server.questions()).toHaveLength(1);
    expect(await urls()).toContainEqual(expect.stringContaining('/sidepanel.html'));
  });

  test('a key opens the chat beside the page', async () => {
    const tab = await openFixture(session.browser, 'google-results');
    expect(await isBeside()).toBe(false);
    await pressKeys('C');
    await expect.poll(isBeside, { timeout: 8_000 }).toBe(true);
    await closeBeside();
    await tab.raw.close();
  });

  test('a key puts the caret into the panel', async () => {
    const tab = await openFixture(session.browser, 'google-results');
    await tab.panel.find('textarea');
    await pressKeys('K');
    await expect.poll(async () => (await tab.panel.probe('textarea'))?.focused).toBe(0);
    await tab.raw.close();
  });

  test('a key opens the chat behind the toolbar’s button', async () => {
    const tab = await openFixture(session.browser, 'google-results');
    await pressKeys('P');
    await expect
      .poll(
        () =>
          inWindow(`
            const { currentURI } = view.document.querySelector('.webextension-popup-browser') ?? {};
            return currentURI?.filePath;
          `),
        { timeout: 8_000 },
      )
      .toBe('/popup.html');
    await tab.raw.close();
  });

  test('what is selected on a page is asked about from its menu', async () => {
    const tab = await openFixture(session.browser, 'google-results');
    const { title, x, y } = await tab.evaluate(() => {
      const heading = document.querySelector('#rso h3');
      if (!heading) throw new Error('The page has no result.');
      getSelection()?.selectAllChildren(heading);
      const { left, top, height } = heading.getBoundingClientRect();
      return { title: heading.textContent, x: left + 20, y: top + height / 2 };
    });
    await tab.raw.menuAt?.(x, y);
    const choose = () =>
      inWindow(`
        const menu = view.document.getElementById('contentAreaContextMenu');
        const item = menu.querySelector('menuitem[id^=pangda]');
        if (menu.state !== 'open' || !item) return undefined;
        menu.activateItem(item);
        return item.label;
      `);
    await expect.poll(choose, { timeout: 8_000 }).toBe(`Ask Pangda about “${title}”`);
    await expect.poll(isBeside, { timeout: 8_000 }).toBe(true);
    await closeBeside();
    await tab.raw.close();
  });

  // Last, since Firefox's microphone is in a window of its own.
  test('a key turns the panel’s microphone on', async () => {
    const tab = await openFixture(session.browser, 'google-results');
    await tab.panel.find('.pd-mic');
    await pressKeys('M');
    await tab.panel.find('.pd-captions', 8_000);
    await tab.raw.close();
  });
});
