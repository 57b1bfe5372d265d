/** A rectangle in document coordinates, CSS px. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export const rightOf = (box: Box): number => box.left + box.width;
export const bottomOf = (box: Box): number => box.top + box.height;

/** True when two boxes share more than a hair: rounding makes neighbours touch. */
export const overlap = (a: Box, b: Box): boolean =>
  a.left < rightOf(b) - 1 && b.left < rightOf(a) - 1 && a.top < bottomOf(b) - 1 && b.top < bottomOf(a) - 1;

/** Where an element is now. */
export function boxOf(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  const view = element.ownerDocument.defaultView;
  return { left: left + (view?.scrollX ?? 0), top: top + (view?.scrollY ?? 0), width, height };
}

/** The same box on a page seen in a mirror `width` px wide. Mirroring twice gives the box back. */
export const mirrored = (box: Box, width: number): Box => ({ ...box, left: width - rightOf(box) });

/** Elements looked at before giving up; pages have thousands, those beside the results are a few dozen. */
const mostLooked = 600;

const pictures = new Set(['img', 'svg', 'video', 'canvas', 'iframe', 'input', 'textarea', 'button', 'select']);

/**
 * Boxes of what a reader sees of the host inside `area`, around `anchor`: its neighbours and its ancestors' neighbours
 * inside the body, and whatever of its own juts out into the area. Wrappers that show nothing themselves are looked
 * into. What is fixed to the window does not count: it is everywhere.
 */
export function seenIn(area: Box, anchor: Element): Box[] {
  const found: Box[] = [];
  const waiting: Element[] = [];
  const { body, defaultView: view } = anchor.ownerDocument;
  for (let at: Element | null = anchor; at && at !== body; at = at.parentElement)
    for (const sibling of at.parentElement?.children ?? []) if (sibling !== at) waiting.push(sibling);
  waiting.push(...anchor.children);

  for (let looked = 0; waiting.length > 0 && looked < mostLooked; looked++) {
    const element = waiting.shift();
    if (!element || !view) break;
    const box = boxOf(element);
    if (box.width * box.height === 0 || !overlap(box, area)) {
      // What sticks out of a parent is not in the parent's box: results are looked into a little way.
      if (anchor.contains(element) && looked < mostLooked / 2) waiting.push(...element.children);
      continue;
    }
    const style = view.getComputedStyle(element);
    if (style.visibility === 'hidden' || style.display === 'none' || /^(?:fixed|sticky)$/.test(style.position))
      continue;
    if (showsItself(element, style)) found.push(box);
    else waiting.push(...element.children);
  }
  return found;
}

function showsItself(element: Element, style: CSSStyleDeclaration): boolean {
  if (pictures.has(element.localName)) return true;
  if (/[1-9]/.test(style.borderTopWidth) && style.borderTopStyle !== 'none' && style.borderBottomStyle !== 'none')
    return true;
  for (let node = element.firstChild; node; node = node.nextSibling)
    if (node.nodeType === 3 && node.nodeValue?.trim()) return true;
  const background = style.backgroundColor;
  // A card on the page's own ground; an empty one shows nothing worth keeping free.
  return (
    element.childElementCount > 0 &&
    background !== '' &&
    !/^(?:transparent|rgba\(.*, 0\))$/.test(background) &&
    !/^(?:html|body|main)$/.test(element.localName)
  );
}
