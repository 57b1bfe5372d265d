import type { Runtime } from 'webextension-polyfill';
import type { CallHandlers } from '../messaging/serve-calls.ts';
import { keepThread, threadOf } from '../settings/kept-thread.ts';

/** A page's conversation outlives its being loaded again. Where it stands is the browser's word, not the page's. */
export const threadCalls: Pick<CallHandlers, 'surface.keepThread' | 'surface.thread'> = {
  async 'surface.keepThread'({ chat }, sender) {
    const place = placeOf(sender);
    if (place) await keepThread(...place, chat);
    return null;
  },
  async 'surface.thread'(_, sender) {
    const place = placeOf(sender);
    return (place && (await threadOf(...place))) ?? null;
  },
};

/** Undefined: nothing is kept of a private window. */
const placeOf = ({ tab, url }: Runtime.MessageSender): [tabId: number, url: string] | undefined =>
  tab?.id === undefined || tab.incognito || !url ? undefined : [tab.id, url.replace(/#.*$/, '')];
