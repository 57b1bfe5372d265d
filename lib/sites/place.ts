import { type Box, bottomOf, boxOf, mirrored, overlap, rightOf, seenIn } from './boxes.ts';
import type { Place } from './site.ts';

/** CSS px. */
export interface Room {
  /** Kept free between the panel and the page's content. */
  gap: number;
  /** A narrower panel cannot be read. */
  minWidth: number;
  /** As wide as the panel gets where the page leaves it to us; in a column it is as wide as the column. */
  maxWidth: number;
}

/** A panel lower than this is not worth a place. */
const leastHeight = 240;
/** Nor does it get lower than this where there is room below. */
const leastTall = 360;
/** Next to something that stands above the results, a panel must be at least this wide to be worth it; else it starts below. */
const leastWidthAside = 300;
/** A wider column is none: the page's own style has not come, or the window is too narrow for two columns. */
const widestColumn = 560;
/** A block at the top of a column lower than this was not reserved for us. */
const leastReserved = 160;

/**
 * Where the panel goes, in document coordinates; `height` is the most it may take. Undefined: there is no place, because
 * the anchor is missing, hidden, too narrow or out of the window, or the panel would cover the page's content.
 */
export function panelBox(place: Place, document: Document, room: Room): Box | undefined {
  if (place.kind === 'dock') return undefined;
  const anchor = document.querySelector(place.selector);
  const view = document.defaultView;
  if (!anchor || !view || view.getComputedStyle(anchor).visibility === 'hidden') return undefined;
  return place.kind === 'column' ? boxInColumn(anchor, view, room) : boxBeside(anchor, view, room);
}

/** The reserved block at the top of a right column. */
function boxInColumn(column: Element, view: Window, { minWidth }: Room): Box | undefined {
  const outer = boxOf(column);
  const style = view.getComputedStyle(column);
  const side = (name: 'Left' | 'Right' | 'Top') => px(style[`padding${name}`]) + px(style[`border${name}Width`]);
  const left = outer.left + side('Left');
  const top = outer.top + side('Top');
  const width = outer.width - side('Left') - side('Right');
  if (
    width < minWidth ||
    width > widestColumn ||
    outer.left < 0 ||
    rightOf(outer) > view.document.documentElement.clientWidth + 24
  )
    return undefined;

  const content = [...column.children]
    .filter((child) => isInFlow(child, view))
    .map(boxOf)
    .filter(({ width, height }) => width * height > 0);
  const reserved = reservedHeight(column, view);
  const free = content.length > 0 ? Math.min(...content.map((box) => box.top)) - top : 0;
  const height = reserved ?? free;
  if (height < leastReserved) return undefined;
  const box = { left, top, width, height };
  return content.some((one) => overlap(one, box)) ? undefined : box;
}

/** Height of the block our own rule puts before the column's content (reserve.ts), as the browser laid it out. */
function reservedHeight(column: Element, view: Window): number | undefined {
  const { content, height } = view.getComputedStyle(column, '::before');
  return content === '""' && px(height) > 0 ? px(height) : undefined;
}

function isInFlow(element: Element, view: Window): boolean {
  const { display, visibility, position } = view.getComputedStyle(element);
  return display !== 'none' && visibility !== 'hidden' && position !== 'fixed';
}

const px = (length: string): number => Number.parseFloat(length) || 0;

/**
 * The free space beside the results: on the right, or on the left where the page is written from right to left (computed
 * on the mirrored page). Tried from the top down: at the height of the first result, or of what stands above the results
 * at full width, then below each thing that is in the way.
 */
function boxBeside(anchor: Element, view: Window, { gap, minWidth, maxWidth }: Room): Box | undefined {
  const { documentElement } = view.document;
  const pageWidth = documentElement.clientWidth;
  const turn =
    view.getComputedStyle(documentElement).direction === 'rtl'
      ? (box: Box) => mirrored(box, pageWidth)
      : (box: Box) => box;
  const main = turn(boxOf(anchor));
  if (main.width === 0 || main.height === 0) return undefined;
  const left = rightOf(main) + gap;
  const right = pageWidth - gap;
  if (right - left < minWidth) return undefined;

  const firstTop = main.top + px(view.getComputedStyle(anchor).paddingTop);
  const rowTop = Math.min(firstTop, boxOf(rowOf(anchor, main.width + minWidth)).top);
  const area = { left, top: rowTop, width: right - left, height: firstTop - rowTop + 2 * view.innerHeight };
  const seen = seenIn(turn(area), anchor).map(turn);

  const above = seen.filter((box) => box.top < firstTop);
  const start = Math.min(firstTop, ...above.map((box) => box.top));
  const tops = [start, ...seen.map((box) => bottomOf(box) + gap)].filter(
    (top) => top >= start && top < start + view.innerHeight,
  );
  for (const top of tops.sort((a, b) => a - b)) {
    const inTheWay = seen.filter((box) => box.top < top + leastHeight && bottomOf(box) > top);
    const lane = freeLane(
      left,
      right,
      inTheWay,
      gap,
      inTheWay.length > 0 ? Math.max(minWidth, leastWidthAside) : minWidth,
    );
    if (!lane) continue;
    const width = Math.min(maxWidth, lane.right - lane.left);
    const below = seen.filter(
      (box) => box.top >= top && overlap({ ...box, top: 0, height: 2 }, { left: lane.left, top: 0, width, height: 2 }),
    );
    // All of it is in the window before the page is scrolled, if that is high enough to read in.
    const inWindow = view.innerHeight - gap - top;
    const tallest = inWindow >= leastTall ? inWindow : Math.max(leastTall, view.innerHeight - 120);
    const height = Math.min(tallest, ...below.map((box) => box.top - gap - top));
    if (height >= leastHeight) return turn({ left: lane.left, top, width, height });
  }
  return undefined;
}

/** The nearest ancestor that is wide enough to hold something beside the anchor. */
function rowOf(anchor: Element, width: number): Element {
  const { body } = anchor.ownerDocument;
  let row = anchor;
  while (row.parentElement && row !== body && boxOf(row).width < width) row = row.parentElement;
  return row;
}

/** The first stretch between `left` and `right` that is at least `least` wide and free of `boxes`. */
function freeLane(
  left: number,
  right: number,
  boxes: readonly Box[],
  gap: number,
  least: number,
): { left: number; right: number } | undefined {
  let from = left;
  for (const box of [...boxes].sort((a, b) => a.left - b.left)) {
    if (box.left - gap - from >= least) return { left: from, right: box.left - gap };
    from = Math.max(from, rightOf(box) + gap);
  }
  return right - from >= least ? { left: from, right } : undefined;
}
