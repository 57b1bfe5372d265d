/**
 * Resolves when the browser has read the whole document. It has not been laid out then, and its deferred scripts have not
 * run: what the server sent is there.
 */
export function untilParsed(document: Document): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.readyState === 'loading') return;
      document.removeEventListener('readystatechange', look);
      resolve();
    };
    document.addEventListener('readystatechange', look);
    look();
  });
}

/**
 * Resolves when the page's own deferred scripts have run: drawing needs the page laid out, and a question does not wait
 * for that. Whoever begins to wait after that hears of it when the page is complete, and a script may be long in coming:
 * not to be waited for alone.
 */
export function untilReady(document: Document): Promise<void> {
  return new Promise((resolve) => {
    document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
    document.defaultView?.addEventListener('load', () => resolve(), { once: true });
    if (document.readyState === 'complete') resolve();
  });
}

/** Resolves when the document is looked at; a tab opened in the background, or prerendered, waits. */
export function untilVisible(document: Document): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    look();
  });
}

/** ms. A tab that has been left paints nothing, and is not waited for longer. */
const longestFrame = 200;

/** Resolves when what is in the document now has been painted. */
export const painted = (): Promise<void> =>
  new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, longestFrame);
  });
