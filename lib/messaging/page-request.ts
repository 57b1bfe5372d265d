import browser, { type Runtime } from 'webextension-polyfill';
import type { Page } from '../model/page.ts';

const pageRequest = 'pangda.page';

/** The page in the active tab, when it is one we read; undefined otherwise. */
export async function requestPage(): Promise<Page | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return undefined;
  try {
    const reply = (await browser.tabs.sendMessage(tab.id, pageRequest)) as { page?: Page } | undefined;
    return reply?.page;
  } catch {
    return undefined; // no content script of ours in that tab
  }
}

/** Tells who asks what this tab's page says. */
export function servePage(current: () => Page | undefined): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) =>
    message === pageRequest && sender.id === browser.runtime.id ? Promise.resolve({ page: current() }) : undefined,
  );
}
