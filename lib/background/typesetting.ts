import browser from 'webextension-polyfill';
import type { CallHandlers } from '../messaging/calls.ts';

/** Puts a part's script beside the panel that asks for it, into the same frame of the same tab. */
export const typesettingCalls: Pick<CallHandlers, 'surface.typeset'> = {
  async 'surface.typeset'({ part }, { tab, frameId }) {
    if (tab?.id === undefined) return null;
    await browser.scripting.executeScript({
      target: { tabId: tab.id, frameIds: [frameId ?? 0] },
      files: [`/${part}.js`],
    });
    return null;
  },
};
