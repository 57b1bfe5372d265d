import browser from 'webextension-polyfill';

const key = 'popupChat';

/** The popup's conversation, until the browser closes: a popup is destroyed whenever it loses the focus. */
export async function keptChat<T>(): Promise<T | undefined> {
  const found = await browser.storage.session.get(key);
  return found[key] as T | undefined; // written by keepChat of this very version: the session ends with the browser
}

export const keepChat = (state: unknown): Promise<void> => browser.storage.session.set({ [key]: state });

/** Calls back with a conversation that another page of ours, or the panel through the background, has kept. */
export function watchKeptChat<T>(onKept: (state: T) => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    const state = area === 'session' ? changes[key]?.newValue : undefined;
    if (state !== undefined) onKept(state as T); // written by keepChat of this very version
  });
}
