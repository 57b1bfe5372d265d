/**
 * Resolves when the browser has read all of the element that `find` gives, or all of the document. Results come before half
 * of a page has: what follows them are the page's own scripts.
 */
export function untilListed(document: Document, find: () => Element | undefined): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      observer.disconnect();
      const element = document.readyState === 'loading' ? find() : undefined;
      if (document.readyState !== 'loading' || (element && isClosed(element))) {
        document.removeEventListener('readystatechange', look);
        // At once: what the parser comes to next are the page's own scripts, and a task of ours would wait for its end.
        resolve();
        return;
      }
      if (!element) observer.observe(document, { childList: true, subtree: true });
      // What follows it comes into one of these, and not into the thousands of elements in it.
      for (let at = element?.parentElement; at; at = at.parentElement) observer.observe(at, { childList: true });
    };
    const observer = new MutationObserver(look);
    document.addEventListener('readystatechange', look);
    look();
  });
}

/**
 * Something follows the element, so that no more of the document's text can come into it. Not at the body's own end, where
 * scripts and other extensions put what is theirs meanwhile: there only data tells, which no one but the server writes.
 */
function isClosed(element: Element): boolean {
  const { body } = element.ownerDocument;
  let at = element;
  for (; at.parentElement && at.parentElement !== body; at = at.parentElement) if (at.nextSibling) return true;
  for (let next = at.nextElementSibling; next; next = next.nextElementSibling)
    if (next.localName === 'script' && next.getAttribute('type') === 'text/json') return true; // Zhihu
  return false;
}
