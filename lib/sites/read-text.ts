/** Elements that are not text a reader sees, whatever is in them. */
const unseen = new Set(
  'script style svg noscript button template textarea input select option iframe video audio canvas object'.split(' '),
);

/** Elements that start a line of their own. */
const blocks = new Set(
  'address article aside blockquote dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
);

const hiddenByStyle = /(?:^|;)\s*display\s*:\s*none/i;
/** Spaces of every kind, and the zero-width characters pages put beside icons. */
const spaces = /[\s\u200b\ufeff]+/g;

/** True for an element that is not shown, as far as its own markup says. Styles from sheets are not asked: that costs layout. */
export function isUnseen(element: Element): boolean {
  if (unseen.has(element.localName)) return true;
  if (!element.hasAttributes()) return false;
  if (element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true;
  const style = element.getAttribute('style');
  return style !== null && style.length > 11 && hiddenByStyle.test(style);
}

/**
 * The text of an element as it is read: single-spaced, a line for each block and for each `br`, no empty lines; without
 * scripts, buttons and hidden parts, and without elements `skip` names. One pass over the nodes, without recursion: pages
 * nest deeply. TeX (`data-tex`, Zhihu's formulas) is given as `$…$`, a preformatted block line by line.
 */
export function readText(root: Element, skip?: (element: Element) => boolean): string {
  const lines: string[] = [];
  let line = '';
  const breakLine = () => {
    const text = line.replace(spaces, ' ').trim();
    if (text) lines.push(text);
    line = '';
  };
  let preformatted = 0;
  let node: Node | null = root.firstChild;
  while (node && node !== root) {
    let next: Node | null = null;
    if (node.nodeType === 3) {
      const text = node.nodeValue ?? '';
      if (preformatted > 0 && text.includes('\n')) {
        const [first = '', ...rest] = text.split('\n');
        line += first;
        for (const part of rest) {
          breakLine();
          line = part;
        }
      } else line += text;
    } else if (node.nodeType === 1) {
      // nodeType 1 is an Element.
      const element = node as Element;
      const name = element.localName;
      if (name === 'br') breakLine();
      else if (!isUnseen(element) && !skip?.(element)) {
        const tex = name === 'span' ? element.getAttribute('data-tex') : null;
        if (tex !== null) line += `$${tex}$`;
        else {
          if (blocks.has(name)) breakLine();
          else if (name === 'td' || name === 'th') line += ' ';
          if (name === 'pre') preformatted++;
          next = element.firstChild;
          if (!next) leave(element);
        }
      }
    }
    if (next) {
      node = next;
      continue;
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      if (node && node !== root) leave(node as Element); // A parent inside `root` is an Element.
    }
    node = node === root ? null : (node?.nextSibling ?? null);
  }
  breakLine();
  return lines.join('\n');

  function leave(element: Element): void {
    if (blocks.has(element.localName)) breakLine();
    if (element.localName === 'pre') preformatted--;
  }
}

/** The same as one line: for titles and names. */
export const readLine = (element: Element, skip?: (element: Element) => boolean): string =>
  readText(element, skip).replaceAll('\n', ' ');

/** The first descendant in document order for which `wanted` holds. Cheaper than a selector for a handful of nodes. */
export function findElement(root: Element, wanted: (element: Element) => boolean): Element | undefined {
  for (const element of root.getElementsByTagName('*')) if (wanted(element)) return element;
  return undefined;
}
