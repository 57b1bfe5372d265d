/**
 * Resolves when the browser has read all of the element that `find` gives, or all of the document. Results come before half
 * of a page has: what follows them are the page's own scripts.
 */
export function untilListed(document: Document, find: () => Element | undefined): Promise<void> {
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const done = () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener('readystatechange', look);
      resolve();
    };
    const look = () => {
      observer.disconnect();
      if (document.readyState !== 'loading') return done();
      const element = find();
      if (element && isClosed(element)) {
        timer ??= setTimeout(done); // what the page is at is not held up
        return;
      }
      // A document grows at its end: only what is still open is watched, and not the thousands of elements in it.
      observer.observe(document, { childList: true });
      for (let at: Element | null = document.documentElement; at; at = at.lastElementChild)
        observer.observe(at, { childList: true });
    };
    const observer = new MutationObserver(look);
    document.addEventListener('readystatechange', look);
    look();
  });
}

/** Something follows the element, so that no more of the document's text can come into it. */
function isClosed(element: Element): boolean {
  for (let at: Element | null = element; at; at = at.parentElement) if (at.nextSibling) return true;
  return false;
}
