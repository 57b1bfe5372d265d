import browser, { type Tabs } from 'webextension-polyfill';
import type { SpokenStart } from '../messaging/protocol.ts';
import { requestTalk } from '../messaging/talk-request.ts';
import type { SiteId } from '../model/page.ts';
import { filesBefore } from '../parts/shared-scripts.ts';
import { lastEngine } from '../settings/last-engine.ts';
import { type EngineId, homeAddress, homeOf } from '../sites/home.ts';

/** The card as a script, put into a home page only when the user wants to speak there. */
const cardFiles = [...filesBefore('question'), '/content-scripts/question.js'];

/**
 * The user wants to speak a question. Beside a page's panel: to the panel, once more to end. On a search engine's home
 * page: a card listens over the page. Anywhere else there is no place for either: the home page of the engine that was
 * used last opens in a new tab, and the card over it.
 */
export async function speakQuestion(tab: Tabs.Tab | undefined): Promise<SpokenStart> {
  if (tab?.incognito && !(await browser.extension.isAllowedIncognitoAccess())) return 'private';
  if (tab?.id !== undefined) {
    if (await requestTalk(tab.id)) return 'page';
    // The address is told only of tabs whose site we may see.
    if (tab.url && URL.canParse(tab.url) && homeOf(new URL(tab.url)) && (await showCard(tab.id))) return 'card';
  }
  const { id } = await browser.tabs.create({
    url: homeAddress[await usualEngine()],
    ...(tab?.windowId !== undefined && { windowId: tab.windowId }),
  });
  if (id !== undefined) await showCardWhenLoaded(id);
  return 'newTab';
}

/** The tab in view in the window used last: a popup is in no tab. */
export async function tabInView(): Promise<Tabs.Tab | undefined> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return tab;
}

/** False: the browser does not let us, because its user took the site back. */
async function showCard(tabId: number): Promise<boolean> {
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: cardFiles });
    return true;
  } catch {
    return false;
  }
}

async function usualEngine(): Promise<EngineId> {
  return (await lastEngine.get()) ?? (/^zh\b/i.test(browser.i18n.getUILanguage()) ? 'baidu' : 'google');
}

/** ms; a home page that is slower than that has lost its user. */
const loadMs = 15_000;

async function showCardWhenLoaded(tabId: number): Promise<void> {
  const untilMs = Date.now() + loadMs;
  for (;;) {
    const { status, url } = await browser.tabs.get(tabId).catch(() => ({ status: undefined, url: undefined }));
    if (status === undefined || Date.now() > untilMs) return;
    if (status === 'complete' && url && homeOf(new URL(url))) {
      await showCard(tabId);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Heeds the key. Where the answer is no, the toolbar's button says so, since no page can. */
export function heedTalkKey(refused: () => string): void {
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === 'speak') void pressed(tab);
  });

  async function pressed(tab: Tabs.Tab | undefined): Promise<void> {
    const inView = tab ?? (await tabInView());
    if ((await speakQuestion(inView)) !== 'private') return;
    const where = inView?.id !== undefined ? { tabId: inView.id } : {};
    await browser.action.setBadgeText({ ...where, text: '!' });
    await browser.action.setTitle({ ...where, title: refused() });
  }
}

/** Remembers the engine beside which something was asked, for questions that are spoken elsewhere. */
export async function rememberEngine(site: SiteId | undefined): Promise<void> {
  if ((site === 'google' || site === 'baidu') && (await lastEngine.get()) !== site) await lastEngine.set(site);
}
