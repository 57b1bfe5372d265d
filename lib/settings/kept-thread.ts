import browser from 'webextension-polyfill';
import type { Turn } from '../model/conversation.ts';
import type { Page } from '../model/page.ts';

/** The conversation beside a page. */
export interface Thread {
  page?: Page;
  turns: Turn[];
}

interface KeptThread {
  tabId: number;
  url: string;
  thread: Thread;
}

const key = 'threads';
/** Tabs whose conversations are kept, and how long (UTF-16 units of JSON) one may be: the browser's memory is shared. */
const mostTabs = 8;
const longest = 600_000;

let last: Promise<unknown> = Promise.resolve();

/** Keeps what stands beside a page, in the browser's memory, until its tab shows another page; the newest few tabs. */
export function keepThread(tabId: number, url: string, thread: Thread): Promise<void> {
  const done = last.then(async () => {
    const others = (await all()).filter((kept) => kept.tabId !== tabId);
    const kept = JSON.stringify(thread).length > longest ? [] : [{ tabId, url, thread }];
    await browser.storage.session.set({ [key]: [...kept, ...others].slice(0, mostTabs) });
  });
  last = done.catch(() => {}); // told to the one who asked
  return done;
}

/** What stood beside this very page when it was last shown in this tab. */
export const threadOf = async (tabId: number, url: string): Promise<Thread | undefined> =>
  (await all()).find((kept) => kept.tabId === tabId && kept.url === url)?.thread;

const all = async (): Promise<KeptThread[]> =>
  // written by keepThread of this very version: the session ends with the browser
  ((await browser.storage.session.get(key))[key] as KeptThread[] | undefined) ?? [];
