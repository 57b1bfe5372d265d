import { columns } from './columns.ts';
import { mayBeRead } from './tabs.ts';

/**
 * Height of the block reserved at the top of a right column, in CSS: as tall as an answer wants, never taller than the
 * window shows below a site's head.
 */
export const reservedHeight = 'clamp(320px, calc(100vh - 180px), 600px)';

/** CSS px between the reserved block and the column's own first card. */
export const reservedGap = 16;

const styleId = 'pangda-place';

/**
 * Keeps room at the top of the page's right column by a stylesheet rule, before the first paint, so that the panel moves
 * nothing when it comes. The rule waits for the column: Zhihu's appears long after the page.
 */
export function reservePlace(document: Document, url: URL): void {
  const selector = mayBeRead(url) ? columns.find((column) => column.owns(url))?.selector : undefined;
  if (!selector) {
    releasePlace(document);
    return;
  }
  const rule = `${selector}::before{content:"";display:block;height:${reservedHeight};margin-bottom:${reservedGap}px}`;
  const found = document.getElementById(styleId);
  if (found?.textContent === rule) return;
  const style = found ?? Object.assign(document.createElement('style'), { id: styleId });
  style.textContent = rule;
  if (!found) document.documentElement.append(style);
}

/** Gives the room back. */
export const releasePlace = (document: Document): void => document.getElementById(styleId)?.remove();
