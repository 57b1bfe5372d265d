import { hidingOf, revealsWhatIsHidden, rulesOf } from './hiding-styles.ts';

/**
 * Takes out of a page what its visitors cannot see. The page is not laid out here, so this goes by what is written: the
 * attribute, each element's own style and the plain rules of the page's own <style> elements. Style sheets elsewhere
 * are not fetched, and colours are compared only within one declaration.
 */
export function removeHidden(page: Document): void {
  const whole = page.body?.textContent?.length ?? 0;
  for (const element of page.querySelectorAll('[hidden], noscript, template')) element.remove();
  for (const [element, hiding] of hiddenByStyle(page)) {
    if (element === page.body || element === page.documentElement) continue;
    // A page that shows its text once it has loaded (WeChat's articles, pages that fade in) is not hiding it.
    const fadesIn = hiding === 'seeThrough' && (element.textContent?.length ?? 0) > whole / 2;
    if (!fadesIn) element.remove();
  }
}

function hiddenByStyle(page: Document): Map<Element, 'gone' | 'seeThrough'> {
  const hidden = new Map<Element, 'gone' | 'seeThrough'>();
  for (const style of page.querySelectorAll('style')) {
    for (const { selector, declarations } of rulesOf(style.textContent ?? '')) {
      const hiding = hidingOf(declarations);
      if (hiding) for (const element of select(page, selector)) hidden.set(element, hiding);
      // Close to the cascade without being it: what a later rule shows again is shown.
      else if (hidden.size > 0 && revealsWhatIsHidden(declarations)) {
        for (const element of select(page, selector)) hidden.delete(element);
      }
    }
  }
  for (const element of page.querySelectorAll('[style]')) {
    const style = element.getAttribute('style') ?? '';
    const hiding = hidingOf(style);
    if (hiding) hidden.set(element, hiding);
    else if (revealsWhatIsHidden(style)) hidden.delete(element);
  }
  return hidden;
}

function select(page: Document, selector: string): Iterable<Element> {
  try {
    return page.querySelectorAll(selector);
  } catch {
    return []; // newer than this browser, or nonsense
  }
}
