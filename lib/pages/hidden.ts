import { type Hiding, hidingOf, revealsWhatIsHidden, rulesOf } from './hiding-styles.ts';

/**
 * Takes out of a page what its visitors cannot see. The page is not laid out here, so this goes by what is written: the
 * attribute, each element's own style and the plain rules of the page's own <style> elements. Style sheets elsewhere
 * are not fetched, and colours are compared only within one declaration.
 */
export function removeHidden(page: Document): void {
  for (const element of page.querySelectorAll('[hidden], noscript, template')) element.remove();
  const whole = page.body?.textContent?.length ?? 0;
  let looks = mostLooks;
  for (const [element, hiding] of hiddenByStyle(page)) {
    // What lies in something that is gone already costs as much again to take out, level by level.
    if (!element.isConnected || element === page.body || element === page.documentElement) continue;
    // A page that shows its text once it has loaded (WeChat's articles, pages that fade in) is not hiding it.
    const fadesIn = hiding === 'seeThrough' && looks-- > 0 && (element.textContent?.length ?? 0) > whole / 2;
    if (!fadesIn) element.remove();
  }
}

/** A page is not to keep us busy: elements whose text is measured, and ms for its rules. */
const mostLooks = 20;
const patienceMs = 300;

function hiddenByStyle(page: Document): Map<Element, Hiding> {
  const hidden = new Map<Element, Hiding>();
  const note = (elements: Iterable<Element>, declarations: string) => {
    const hiding = hidingOf(declarations);
    // Close to the cascade without being it: what a later rule shows again is shown.
    const reveals = !hiding && hidden.size > 0 && revealsWhatIsHidden(declarations);
    if (hiding) for (const element of elements) hidden.set(element, hiding);
    else if (reveals) for (const element of elements) hidden.delete(element);
  };
  const end = performance.now() + patienceMs;
  for (const style of page.querySelectorAll('style')) {
    for (const { selector, declarations } of rulesOf(style.textContent ?? '')) {
      if (performance.now() > end) break;
      note(matches(page, selector), declarations);
    }
  }
  for (const element of page.querySelectorAll('[style]')) note([element], element.getAttribute('style') ?? '');
  return hidden;
}

/** Looked for only when somebody wants them. */
function* matches(page: Document, selector: string): Generator<Element> {
  try {
    yield* page.querySelectorAll(selector);
  } catch {
    // newer than this browser, or nonsense
  }
}
