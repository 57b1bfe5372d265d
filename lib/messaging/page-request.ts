import type { Page } from '../model/page.ts';
import { native } from './native.ts';
import { serveMessage } from './serve-message.ts';

const pageRequest = 'pangda.page';

/** The page in the active tab, when it is one we read; undefined otherwise. */
export async function requestPage(): Promise<Page | undefined> {
  const [tab] = await native.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return undefined;
  try {
    const reply = (await native.tabs.sendMessage(tab.id, pageRequest)) as { page?: Page } | undefined;
    return reply?.page;
  } catch {
    return undefined; // no content script of ours in that tab
  }
}

/** Tells who asks what this tab's page says. */
export const servePage = (current: () => Page | undefined): void =>
  serveMessage(pageRequest, () => ({ page: current() }));
