/** Which elements a test means: a CSS selector (`:root`: all there is, in a shadow root too), and which of its matches say (or are labelled) something. */
export interface Query {
  css: string;
  /** Part of the element's text, its aria-label or its title. */
  says?: string | undefined;
}

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What a test can learn about the elements that match. Lists are in document order. */
export interface Probed {
  count: number;
  texts: string[];
  html: string[];
  values: string[];
  /** After the first match was scrolled into view; undefined when there is none or it has no box. */
  rect: Rect | undefined;
  /** Which match has the keyboard focus; -1: none. */
  focused: number;
  attributes: Record<string, string>[];
  /** Some computed styles of the first match. */
  style: { color: string; backgroundColor: string; fontFamily: string; fontSize: string } | undefined;
}

/**
 * Looks at the elements under a root. Its source is copied into the page or the test add-on, so it may use nothing
 * from outside itself, and what it returns goes through JSON.
 */
export function probe(root: Document | ShadowRoot, query: Query): Probed {
  const said = (element: Element) =>
    [textOf(element), element.getAttribute('aria-label') ?? '', element.getAttribute('title') ?? ''].join('\n');
  // what a reader sees, not what the tree holds
  const textOf = (element: Element) => (element as HTMLElement).innerText ?? element.textContent ?? '';
  const all = query.css === ':root' ? root.children : root.querySelectorAll(query.css);
  const isSeen = (element: Element) => !['STYLE', 'SCRIPT', 'LINK'].includes(element.tagName);
  const found = [...all]
    .filter((each) => query.css !== ':root' || isSeen(each))
    .filter((each) => !query.says || said(each).includes(query.says));
  const first = found[0];
  const style = first && getComputedStyle(first);

  let rect: Rect | undefined;
  if (first) {
    const seen = first.getBoundingClientRect();
    const isInView = seen.top >= 0 && seen.bottom <= innerHeight && seen.left >= 0 && seen.right <= innerWidth;
    // Within the window and yet out of sight: a part of the page that scrolls by itself may cut it off.
    const hit = root.elementFromPoint(seen.left + seen.width / 2, seen.top + seen.height / 2);
    if (query.css !== ':root' && (!isInView || (hit !== first && !first.contains(hit))))
      first.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    const { x, y, width, height } = first.getBoundingClientRect();
    if (width > 0 && height > 0) rect = { x, y, width, height };
  }
  return {
    count: found.length,
    texts: found.map(textOf),
    html: found.map((each) => each.outerHTML),
    values: found.map((each) => (each as HTMLInputElement).value ?? ''),
    rect,
    focused: root.activeElement ? found.indexOf(root.activeElement) : -1,
    attributes: found.map((each) => Object.fromEntries([...each.attributes].map(({ name, value }) => [name, value]))),
    style: style && {
      color: style.color,
      backgroundColor: style.backgroundColor,
      fontFamily: style.fontFamily,
      fontSize: style.fontSize,
    },
  };
}
