import type { KeptQuestion, QuestionStore } from '../settings/kept-question.ts';

/** ms. A search is there sooner; later the tab may have gone anywhere. */
export const longestWayMs = 15_000;

export interface KeptQuestions {
  /** Keeps a question for the page this tab goes to next; a newer one takes its place. */
  keep(tabId: number | undefined, question: string): Promise<void>;
  /** The question kept for this very tab: once, and only while it is fresh. */
  take(tabId: number | undefined): Promise<string | undefined>;
}

/**
 * Questions that were spoken on a home page and are searched for now. The tab's number is the browser's word on who
 * asks, not the page's; pages on the way (consent, another country's host) do not take it. What nobody takes is forgotten.
 */
export function createKeptQuestions(
  store: QuestionStore,
  now: () => number = Date.now,
  later: (step: () => void, ms: number) => unknown = setTimeout,
): KeptQuestions {
  // Two that take at once would both find it.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const done = last.then(step);
    last = done.catch(() => {}); // told to the one who asked
    return done;
  };
  const isFresh = ({ atMs }: KeptQuestion): boolean => now() - atMs >= 0 && now() - atMs <= longestWayMs;
  const forgetOld = (tabId: number): Promise<void> =>
    inTurn(async () => {
      const kept = await store.get(tabId);
      if (kept && !isFresh(kept)) await store.remove(tabId);
    }).catch(() => {}); // the browser closes: the memory goes with it
  return {
    keep: (tabId, question) =>
      inTurn(async () => {
        if (tabId === undefined || question.trim() === '') return;
        await store.set(tabId, { question, atMs: now() });
        later(() => void forgetOld(tabId), longestWayMs + 1);
      }),
    take: (tabId) =>
      inTurn(async () => {
        if (tabId === undefined) return undefined;
        const kept = await store.get(tabId);
        if (!kept) return undefined;
        await store.remove(tabId);
        return isFresh(kept) ? kept.question : undefined;
      }),
  };
}
