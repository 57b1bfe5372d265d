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

const key = 'spoken';

type All = Record<number, KeptQuestion>;

/**
 * Written here alone, and one change after another (lib/background/kept-questions.ts), so what was read stays known: every
 * page that loads is asked about before it may ask.
 */
let known: Promise<All> | undefined;

// written by keep() below, in this session, by this version
const read = async (): Promise<All> => ((await browser.storage.session.get(key))[key] as All | undefined) ?? {};

function all(): Promise<All> {
  const reading = known ?? read();
  known = reading;
  reading.catch(() => {
    if (known === reading) known = undefined;
  });
  return reading;
}

async function keep(change: (all: All) => All): Promise<void> {
  const changed = change(await all());
  known = Promise.resolve(changed);
  await browser.storage.session.set({ [key]: changed });
}

export const keptQuestionStore: QuestionStore = {
  get: async (tabId) => (await all())[tabId],
  set: (tabId, kept) => keep((all) => ({ ...all, [tabId]: kept })),
  remove: (tabId) => keep(({ [tabId]: _, ...others }) => others),
};
