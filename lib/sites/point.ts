const styleId = 'pangda-evidence';
const name = 'pangda-evidence';

let outline: Animation | undefined;

/**
 * Marks a source on the page, and words in it, while its evidence is looked at. Nothing the page
 * made is changed: words are marked as a CSS highlight, the source's outline is an animation that stands still. Without words that can
 * be found only the outline is there.
 */
export function pointAt(element: Element, quotes: readonly string[]): void {
  stopPointing(element.ownerDocument);
  const shown = { outline: '2px solid #12996b', outlineOffset: '4px', borderRadius: '4px' };
  outline = element.animate([shown, shown], { duration: 1000, iterations: Number.POSITIVE_INFINITY });
  const ranges = rangesOf(element, quotes);
  const { CSS: css, Highlight: highlight } = (element.ownerDocument.defaultView ?? {}) as Partial<typeof globalThis>;
  if (ranges.length === 0 || !css?.highlights || !highlight) return;
  addStyle(element.ownerDocument);
  css.highlights.set(name, new highlight(...ranges));
}

/** Takes the marks away. */
export function stopPointing(document: Document): void {
  outline?.cancel();
  outline = undefined;
  (document.defaultView as Partial<typeof globalThis> | null)?.CSS?.highlights?.delete(name);
}

function addStyle(document: Document): void {
  if (document.getElementById(styleId)) return;
  const style = Object.assign(document.createElement('style'), { id: styleId });
  style.textContent = `::highlight(${name}){background-color:#a7ecd0;color:#0b2a1f}`;
  document.documentElement.append(style);
}

/** Where words stand in an element, whatever the spaces between them and the elements they are spread over. */
function rangesOf(element: Element, quotes: readonly string[]): Range[] {
  const nodes: Text[] = [];
  const starts: number[] = [];
  let squeezed = '';
  const walker = element.ownerDocument.createTreeWalker(element, 4); // NodeFilter.SHOW_TEXT
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push(node as Text); // by the filter
    starts.push(squeezed.length);
    squeezed += withoutSpaces(node.nodeValue ?? '');
  }
  return quotes.flatMap((quote) => {
    const sought = withoutSpaces(quote);
    const at = sought === '' ? -1 : squeezed.indexOf(sought);
    if (at < 0) return [];
    const range = element.ownerDocument.createRange();
    const [start, end] = [placeAt(at), placeAt(at + sought.length - 1)];
    if (!start || !end) return [];
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset + 1);
    return [range];
  });

  function placeAt(index: number): { node: Text; offset: number } | undefined {
    const which = starts.findLastIndex((start) => start <= index);
    const node = nodes[which];
    if (!node) return undefined;
    let left = index - (starts[which] ?? 0);
    const text = node.nodeValue ?? '';
    for (let offset = 0; offset < text.length; offset++) {
      if (space.test(text.charAt(offset))) continue;
      if (left-- === 0) return { node, offset };
    }
    return undefined;
  }
}

const space = /[\s\u200b\ufeff]/;
const withoutSpaces = (text: string): string => text.replace(/[\s\u200b\ufeff]+/g, '');
