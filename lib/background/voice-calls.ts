import browser from 'webextension-polyfill';
import { safeLink } from '../markdown/link.ts';
import type { CallHandlers } from '../messaging/serve-calls.ts';
import type { Listening } from './listening.ts';
import { questionCalls } from './question-calls.ts';
import type { Speaking } from './speaking.ts';

type VoiceCallName = Extract<keyof CallHandlers, `voice.${string}`> | 'popup.speakQuestion' | 'options.voices';

/** ms between two sources that one tab has opened: nobody says so much, and a script gone wild shall not open tabs. */
const openingMs = 2_000;

/** What the background does about the voice when asked. */
export const voiceCalls = (listening: Listening, speaking: Speaking): Pick<CallHandlers, VoiceCallName> => ({
  'voice.text': async (more) => speaking.text(more),
  async 'voice.control'(asked) {
    speaking.control(asked);
    return null;
  },
  async 'voice.listened'({ listenId }) {
    listening.listened(listenId);
    return null;
  },
  async 'voice.openMicrophone'(_, sender) {
    await listening.openMicrophone(sender);
    return null;
  },
  ...questionCalls(),
  /** Behind the tab in view, so that nothing a voice says takes the eyes anywhere (lib/voice/commands/actions.ts). */
  async 'voice.openSource'({ url }, { tab }) {
    const link = mayOpen(tab?.id) && safeLink(url);
    const beside = tab?.id !== undefined && { openerTabId: tab.id, index: tab.index + 1, windowId: tab.windowId };
    if (link) await browser.tabs.create({ url: link.href, active: false, ...beside });
    return null;
  },
  'options.voices': () => speaking.voices(),
});

const opened = new Map<number | undefined, number>();

function mayOpen(tabId: number | undefined): boolean {
  const now = Date.now();
  if (now - (opened.get(tabId) ?? 0) < openingMs) return false;
  opened.set(tabId, now);
  return true;
}
