import type { Runtime } from 'webextension-polyfill';
import type { Page } from '../model/page.ts';
import { native } from './native.ts';

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
export function servePage(current: () => Page | undefined): void {
  const listener = (message: unknown, sender: Runtime.MessageSender, reply: (answer: unknown) => void) => {
    if (message !== pageRequest || sender.id !== native.runtime.id) return undefined;
    reply({ page: current() });
    return true;
  };
  // The type knows of none that replies only to some messages.
  native.runtime.onMessage.addListener(listener as Runtime.OnMessageListenerCallback);
}
