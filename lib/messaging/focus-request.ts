import browser, { type Runtime } from 'webextension-polyfill';

const focusRequest = 'pangda.focus';

/** Asks this tab's panel to take the keyboard; false: there is none. */
export async function requestFocus(tabId: number): Promise<boolean> {
  try {
    const reply = (await browser.tabs.sendMessage(tabId, focusRequest, { frameId: 0 })) as
      | { focused?: true }
      | undefined;
    return reply?.focused === true;
  } catch {
    return false; // no content script of ours in that tab
  }
}

/** Heeds the user's key for the panel, which the background was told of by the browser. Silent while there is no panel. */
export function serveFocus(focus: () => boolean): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) =>
    message === focusRequest && sender.id === browser.runtime.id && focus()
      ? Promise.resolve({ focused: true })
      : undefined,
  );
}
