import browser from 'webextension-polyfill';
import type { PagePart } from '../messaging/protocol.ts';
import type { CallHandlers } from '../messaging/serve-calls.ts';
import { filesBefore } from '../parts/shared-scripts.ts';

/** What reads answers: the panel stands without it, and it is there before a model has begun to write. */
const markdownFile = '/markdown.js';

const files: Record<PagePart, string[]> = {
  page: ['/content-scripts/page.js'],
  panel: [...filesBefore('panel'), '/content-scripts/panel.js', markdownFile],
  markdown: [markdownFile],
  formulas: ['/formulas.js'],
  colours: ['/colours.js'],
  checking: [...filesBefore('checking'), '/checking.js'],
  talk: [...filesBefore('talk'), '/talk.js'],
};

/** Puts a part's script beside the one that asks for it, into the same frame of the same tab. */
export const partCalls: Pick<CallHandlers, 'surface.loadPart'> = {
  async 'surface.loadPart'({ part, canWait = false }, { tab, frameId }) {
    if (tab?.id === undefined) return null;
    await browser.scripting.executeScript({
      target: { tabId: tab.id, frameIds: [frameId ?? 0] },
      files: files[part],
      injectImmediately: !canWait,
    });
    return null;
  },
};
