import { type Column, columns } from './columns.ts';
import { mayBeRead } from './tabs.ts';

/** CSS px between the reserved block and the column's own first card, and the window's end. */
const reservedGap = 16;

/**
 * Height of the block reserved at the top of a right column, in CSS: as tall as an answer wants, and no taller than the
 * window shows below the site's head, as long as that can be read in.
 */
const reservedHeight = ({ headPx }: Column): string => `clamp(320px, calc(100vh - ${headPx + reservedGap}px), 600px)`;

const styleId = 'pangda-place';

/**
 * Keeps room at the top of the page's right column by a stylesheet rule, before the first paint, so that the panel moves
 * nothing when it comes. The rule waits for the column: Zhihu's appears long after the page.
 */
export function reservePlace(document: Document, url: URL): void {
  const column = mayBeRead(url) ? columns.find(({ owns }) => owns(url)) : undefined;
  if (!column) {
    releasePlace(document);
    return;
  }
  const rule = `${column.selector}::before{content:"";display:block;height:${reservedHeight(column)};margin-bottom:${reservedGap}px}`;
  const found = document.getElementById(styleId);
  if (found?.textContent === rule) return;
  const style = found ?? Object.assign(document.createElement('style'), { id: styleId });
  style.textContent = rule;
  if (!found) document.documentElement.append(style);
}

/** The frame that is waited for: content scripts of a page are separate bundles in one isolated world. */
const frame = Symbol.for('pangda.place');
const shared = globalThis as { [frame]?: number };

/**
 * The same when the first paint is due: asked of a page that has nothing yet, the rule would be the first that the browser
 * reads, and a question would wait for all that has to be there for it (1.4 ms).
 */
export function reservePlaceByPaint(document: Document): void {
  shared[frame] = requestAnimationFrame(() => reservePlace(document, new URL(document.location.href)));
}

/** Gives the room back, also one that is only about to be taken. */
export function releasePlace(document: Document): void {
  if (shared[frame] !== undefined) cancelAnimationFrame(shared[frame]);
  document.getElementById(styleId)?.remove();
}
