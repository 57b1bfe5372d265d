import browser, { type Runtime } from 'webextension-polyfill';

/**
 * Whether a question comes from a private window. A popup or a side panel is in no tab; it belongs to the window that was
 * used last.
 */
export async function isPrivate(sender: Runtime.MessageSender | undefined): Promise<boolean> {
  if (sender?.tab) return sender.tab.incognito;
  const window = await browser.windows.getLastFocused().catch(() => undefined);
  return window?.incognito ?? false;
}
