import type { Tab } from './tab.ts';

/** What is laid out wrong in the panel on the stage, a line each: see `misfitsIn`. */
export const misfits = (stage: Tab): Promise<string[]> =>
  stage.raw.evaluate(`(${misfitsIn.toString()})(document.querySelector('#host'))`) as Promise<string[]>;

/** The same of a whole page of our own. */
export const pageMisfits = (tab: Tab): Promise<string[]> =>
  tab.raw.evaluate(`(${misfitsIn.toString()})(document.documentElement)`) as Promise<string[]>;

/**
 * What is wider than its place, cut off with no sign of it, shortened with no way to read the rest, too small to read, or
 * written over something else. Its source is copied into the page, so it may use nothing from outside itself.
 */
function misfitsIn(place: Element): string[] {
  const root = place.shadowRoot ?? place.ownerDocument;
  const named = (element: Element) => `${element.localName}.${element.getAttribute('class') ?? ''}`;
  const words = (element: Element) => (element.textContent ?? '').trim().slice(0, 40);
  const scrolls = (element: Element | null): boolean =>
    element !== null && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const found: string[] = [];
  const say = (what: string, element: Element, text = words(element)) =>
    found.push(`${what}: ${named(element)} “${text}”`);
  /** Lines of text outside of what scrolls, for the question whether two of them stand in the same place. */
  const lines: { element: Element; box: DOMRect; layer: Element | null }[] = [];

  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    const box = element.getBoundingClientRect();
    // One px wide: there for those who listen.
    if (box.width <= 1 || box.height <= 1 || !element.namespaceURI?.endsWith('/xhtml')) continue;
    const style = getComputedStyle(element);
    if (style.visibility !== 'visible') continue;
    const layer = element.parentElement?.closest('[popover]') ?? null;
    const edge = (layer ?? place).getBoundingClientRect();
    const isOut = box.right > edge.right + 1 || box.left < edge.left - 1;
    const mayScroll = scrolls(element.parentElement);
    if (isOut && words(element) && !mayScroll && !element.hasAttribute('popover')) say('too wide', element);
    const hides = /hidden|clip/.test(style.overflowX);
    const isCut = hides && element.scrollWidth > element.clientWidth + 1 && words(element) !== '';
    if (isCut && style.textOverflow !== 'ellipsis') say('cut at its side', element);
    if (isCut && style.textOverflow === 'ellipsis' && !element.closest('[title]')) say('shortened for good', element);
    const isClamped = style.getPropertyValue('-webkit-line-clamp') !== 'none';
    const isCutBelow = style.overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 2;
    if (isCutBelow && !isClamped && words(element)) say('cut below', element);
    if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) {
      const pen = new OffscreenCanvas(1, 1).getContext('2d');
      if (pen && element.placeholder) {
        pen.font = style.font;
        const room = element.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
        if (pen.measureText(element.placeholder).width > room + 1) say('cut', element, element.placeholder);
      }
    }
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.textContent?.trim()) continue;
      if (Number.parseFloat(style.fontSize) < 10) say(`only ${style.fontSize}`, element);
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const line of range.getClientRects()) {
        const spills = line.right > box.right + 2 || line.left < box.left - 2;
        if (spills && !hides && !mayScroll && !scrolls(element) && style.display !== 'inline') say('spills', element);
        const isShown = !hides && !mayScroll && line.width > 2 && style.opacity !== '0';
        if (isShown && element.checkVisibility()) lines.push({ element, box: line, layer });
      }
    }
  }
  for (const [index, one] of lines.entries())
    for (const other of lines.slice(index + 1)) {
      if (one.element === other.element || one.layer !== other.layer) continue;
      const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (width > 2 && height > Math.min(one.box.height, other.box.height) * 0.4)
        say(`written over “${words(one.element)}”`, other.element);
    }
  return [...new Set(found)];
}
