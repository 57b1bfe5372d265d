import browser from 'webextension-polyfill';
import type { PagePart } from '../messaging/protocol.ts';
import type { CallHandlers } from '../messaging/serve-calls.ts';

/** What draws needs React, a script that all of them share. */
export const reactFile = '/react.js';

const files: Record<PagePart, string[]> = {
  page: ['/content-scripts/page.js'],
  panel: [reactFile, '/content-scripts/panel.js'],
  formulas: ['/formulas.js'],
  colours: ['/colours.js'],
  comparing: ['/comparing.js'],
  talk: ['/talk.js'],
};

/** Puts a part's script beside the one that asks for it, into the same frame of the same tab. */
export const partCalls: Pick<CallHandlers, 'surface.loadPart'> = {
  async 'surface.loadPart'({ part }, { tab, frameId, ...sender }) {
    if (tab?.id === undefined) return null;
    const { documentId } = sender as { documentId?: string }; // Chromium's, which its types do not have
    await browser.scripting.executeScript({
      // A page that is rendered beforehand is in no frame of its tab yet.
      target: documentId ? { tabId: tab.id, documentIds: [documentId] } : { tabId: tab.id, frameIds: [frameId ?? 0] },
      files: files[part],
      injectImmediately: true,
    } as Parameters<typeof browser.scripting.executeScript>[0]);
    return null;
  },
};
