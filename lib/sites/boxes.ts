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
 * into, as far as they let out what is in them. What is fixed to the window does not count: it is everywhere.
 */
export function seenIn(area: Box, anchor: Element): Box[] {
  const found: Box[] = [];
  const waiting: { element: Element; within: Box }[] = [];
  const wait = (elements: Iterable<Element>, within: Box) => {
    for (const element of elements) waiting.push({ element, within });
  };
  const { body, defaultView: view } = anchor.ownerDocument;
  for (let at: Element | null = anchor; at && at !== body; at = at.parentElement)
    wait(
      [...(at.parentElement?.children ?? [])].filter((sibling) => sibling !== at),
      area,
    );
  wait(anchor.children, area);

  for (let looked = 0; waiting.length > 0 && looked < mostLooked; looked++) {
    const next = waiting.shift();
    if (!next || !view) break;
    const { element, within } = next;
    const box = boxOf(element);
    const isBeside = box.width * box.height > 0 && overlap({ ...box, top: within.top, height: within.height }, within);
    const style = isBeside ? view.getComputedStyle(element) : undefined;
    // Where what sticks is now says nothing of where it can be.
    const isSticky = style?.position === 'sticky';
    if (!style || !(isSticky || overlap(box, within))) {
      // What sticks out of a parent is not in the parent's box: results are looked into a little way.
      if (anchor.contains(element) && looked < mostLooked / 2) wait(element.children, within);
      continue;
    }
    if (style.visibility === 'hidden' || style.display === 'none' || style.position === 'fixed') continue;
    if (isSticky) {
      const lane = element.parentElement && !isBar(box, view) && laneOf(box, boxOf(element.parentElement));
      if (lane && overlap(lane, within)) found.push(common(lane, within));
    } else if (showsItself(element, style)) found.push(common(box, within));
    else wait(element.children, style.overflowY === 'visible' ? within : common(box, within));
  }
  return found;
}

/** What sticks to the window's edge over its width, like a site's head, is everywhere too. */
const isBar = ({ width }: Box, view: Window): boolean => width > 0.8 * view.innerWidth;

/** What sticks elsewhere moves up and down in its parent as the page is scrolled: all of that is its place. */
const laneOf = ({ left, width }: Box, { top, height }: Box): Box => ({ left, top, width, height });

function common(a: Box, b: Box): Box {
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  const width = Math.min(rightOf(a), rightOf(b)) - left;
  return { left, top, width, height: Math.min(bottomOf(a), bottomOf(b)) - top };
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
