import browser from 'webextension-polyfill';
import { asRecord, oneOf } from './raw.ts';

/** What a chat page is opened with. `ask`: a question typed and entered in the browser; `about`: a text to ask about. */
export interface Opening {
  how: 'ask' | 'about';
  text: string;
}

const keyOf = (id: string): string => `opening.${id}`;

/** Of the side panel of a window. */
export const asideOf = (windowId: number | undefined): string => `aside.${windowId ?? ''}`;

/** Characters; a selection may be a whole page. */
const longest = 2_000;

/** Keeps it for the page that is opened with this id, in memory and out of the page's address, which is remembered. */
export const keepOpening = (id: string, { how, text }: Opening): Promise<void> =>
  browser.storage.session.set({ [keyOf(id)]: { how, text: text.trim().slice(0, longest) } });

/** Takes it, once. */
export async function takeOpening(id: string): Promise<Opening | undefined> {
  const found = asRecord((await browser.storage.session.get(keyOf(id)))[keyOf(id)]);
  await browser.storage.session.remove(keyOf(id));
  const how = oneOf(['ask', 'about'] as const, found.how);
  return how && typeof found.text === 'string' && found.text ? { how, text: found.text } : undefined;
}

/** Calls back when something is kept for a page that is open already. */
export function watchOpening(id: string, onKept: () => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'session' && changes[keyOf(id)]?.newValue !== undefined) onKept();
  });
}
