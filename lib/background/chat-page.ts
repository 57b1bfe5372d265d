import browser, { type Tabs } from 'webextension-polyfill';
import { requestFocus } from '../messaging/focus-request.ts';
import { asideOf, keepOpening, takeOpening } from '../settings/opening.ts';

/** The chat with a window, or a tab, to itself. */
const page = '/sidepanel.html';

/** Chromium's interface for its side panel; the polyfill does not have it. */
interface SidePanel {
  open(where: { windowId: number }): Promise<void>;
}
const sidePanel = (): SidePanel | undefined => (globalThis as { chrome?: { sidePanel?: SidePanel } }).chrome?.sidePanel;

/**
 * Opens the chat beside the page: Chromium's side panel, Firefox's sidebar. Must run first thing in a press; where the
 * browser refuses (a press within a page, in Firefox) it opens in a tab. True: beside the page.
 */
export async function openAside(windowId: number | undefined, fallback = page): Promise<boolean> {
  try {
    const chromium = sidePanel();
    if (chromium && windowId !== undefined) await chromium.open({ windowId });
    else await browser.sidebarAction.open();
    return true;
  } catch {
    await browser.tabs.create({ url: browser.runtime.getURL(fallback) });
    return false;
  }
}

/** Heeds the keys for the panel and the side panel. */
export function heedChatKeys(): void {
  browser.commands.onCommand.addListener((command, tab?: Tabs.Tab) => {
    if (command === 'aside') void openAside(tab?.windowId);
    if (command === 'panel' && tab?.id !== undefined)
      void requestFocus(tab.id).then((there) => {
        if (!there) void openAside(tab.windowId);
      });
  });
}

const menuId = 'about';

/** The menu of a selected text, on any page. The text is put into the chat's field; nothing is asked before its user does. */
export function heedSelectionMenu(title: () => string): void {
  browser.runtime.onInstalled.addListener(() => {
    void browser.contextMenus.removeAll().then(() => {
      browser.contextMenus.create({ id: menuId, title: title(), contexts: ['selection'] });
    });
  });
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText }, tab) => {
    if (menuItemId !== menuId || !selectionText) return;
    const id = crypto.randomUUID();
    const opening = { how: 'about', text: selectionText } as const;
    const opened = openAside(tab?.windowId, `${page}#${id}`);
    const kept = Promise.all([keepOpening(id, opening), keepOpening(asideOf(tab?.windowId), opening)]);
    // Kept for both places, since a press leaves no time to find out; what the other would have taken is dropped.
    void kept.then(async () => takeOpening((await opened) ? id : asideOf(tab?.windowId)));
  });
}

/** `pd` and a question in the address bar: it is asked in a tab, since it was entered to be asked. */
export function heedOmnibox(description: () => string): void {
  browser.omnibox.onInputStarted.addListener(() =>
    browser.omnibox.setDefaultSuggestion({ description: description() }),
  );
  browser.omnibox.onInputEntered.addListener((text, disposition) => void askInTab(text, disposition));
}

async function askInTab(text: string, disposition: string): Promise<void> {
  const id = crypto.randomUUID();
  if (text.trim()) await keepOpening(id, { how: 'ask', text });
  const url = browser.runtime.getURL(`${page}#${id}`);
  if (disposition === 'currentTab') await browser.tabs.update({ url });
  else await browser.tabs.create({ url, active: disposition === 'newForegroundTab' });
}
