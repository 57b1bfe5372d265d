import { native } from './native.ts';
import { serveMessage } from './serve-message.ts';

const talkRequest = 'pangda.talk';

/** Asks this tab's panel, or the card that hears a question there, to listen or to have heard; false: there is neither. */
export async function requestTalk(tabId: number): Promise<boolean> {
  try {
    const reply = (await native.tabs.sendMessage(tabId, talkRequest, { frameId: 0 })) as { talks?: true } | undefined;
    return reply?.talks === true;
  } catch {
    return false; // no content script of ours in that tab
  }
}

/**
 * Heeds the user's key for talking, which the background was told of by the browser: no page can make that up. Silent
 * while `toggle` is not to be had, so that another script of ours in the same page may answer. Until the signal aborts.
 */
export function serveTalk(toggle: () => (() => void) | undefined, signal: AbortSignal): void {
  const talks = () => {
    const now = toggle();
    now?.();
    return now && { talks: true };
  };
  serveMessage(talkRequest, talks, signal);
}
