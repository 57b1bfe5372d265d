import type { Page, SiteId } from '../model/page.ts';
import { native } from './native.ts';
import { serveMessage } from './serve-message.ts';

const pageRequest = 'pangda.page';

interface Told {
  page?: Page;
  /** Also of a page that is not read, or where the panel is not wanted. */
  site?: SiteId;
}

/** What the page in the active tab is, when it is one of the sites we stand beside. */
export async function requestTab(): Promise<Told> {
  const [tab] = await native.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return {};
  try {
    return ((await native.tabs.sendMessage(tab.id, pageRequest)) as Told | undefined) ?? {};
  } catch {
    return {}; // no content script of ours in that tab
  }
}

/** The page in the active tab, when it is one we read; undefined otherwise. */
export const requestPage = async (): Promise<Page | undefined> => (await requestTab()).page;

/** Tells who asks what this tab's page says. */
export const servePage = (current: () => Told): void => serveMessage(pageRequest, current);
