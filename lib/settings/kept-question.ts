import browser from 'webextension-polyfill';

/** A spoken question on its way to the page of its results. */
export interface KeptQuestion {
  question: string;
  /** Epoch milliseconds. */
  atMs: number;
}

/** By tab; in the browser's memory, gone when it closes. */
export interface QuestionStore {
  get(tabId: number): Promise<KeptQuestion | undefined>;
  set(tabId: number, kept: KeptQuestion): Promise<void>;
  remove(tabId: number): Promise<void>;
}

const keyOf = (tabId: number): string => `spoken:${tabId}`;

export const keptQuestionStore: QuestionStore = {
  async get(tabId) {
    const key = keyOf(tabId);
    // written by set() below, in this session, by this version
    return (await browser.storage.session.get(key))[key] as KeptQuestion | undefined;
  },
  set: (tabId, kept) => browser.storage.session.set({ [keyOf(tabId)]: kept }),
  remove: (tabId) => browser.storage.session.remove(keyOf(tabId)),
};
