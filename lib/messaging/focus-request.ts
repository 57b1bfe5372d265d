import { native } from './native.ts';
import { serveMessage } from './serve-message.ts';

const focusRequest = 'pangda.focus';

/** Asks this tab's panel to take the keyboard; false: there is none. */
export async function requestFocus(tabId: number): Promise<boolean> {
  try {
    const reply = (await native.tabs.sendMessage(tabId, focusRequest, { frameId: 0 })) as
      | { focused?: true }
      | undefined;
    return reply?.focused === true;
  } catch {
    return false; // no content script of ours in that tab
  }
}

/** Heeds the user's key for the panel, which the background was told of by the browser. Silent while there is no panel. */
export const serveFocus = (focus: () => boolean): void =>
  serveMessage(focusRequest, () => (focus() ? { focused: true } : undefined));
