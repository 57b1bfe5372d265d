import type { SiteId } from '../model/page.ts';
import { readText } from './read-text.ts';

/** The search engine's own AI answer. */
export interface Overview {
  element: Element;
  text: string;
}

/** Where it stands, newest first. Best effort: without a match there is none, and nothing is said. */
const places: Record<SiteId, readonly string[]> = {
  google: ['#eKIzJc', '#m-x-content', '#Odp5De'], // 2025-03 to 2026-07
  baidu: ['#content_left > [tpl="new_baikan_index"]', '#content_left > [tpl="wenda_generate"]'], // 2026-07 to 2026-08
  zhihu: [],
};

/** Shorter is a heading, or a box that is still being filled. */
const shortest = 20;

const styleId = 'pangda-overview';

/** The page's AI answer, when it has one that is there already. */
export function readOverview(document: Document, site: SiteId): Overview | undefined {
  for (const selector of places[site]) {
    const element = document.querySelector(selector);
    const text = element ? sentencesOf(readText(element)) : '';
    if (element && text.length >= shortest) return { element, text };
  }
  return undefined;
}

/** Without the lines that are no sentences: titles, buttons, counts of sources. */
const sentencesOf = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.length >= shortest || /[。．.!！?？]$/.test(line))
    .join('\n');

/** Folds the page's AI answer away, or shows it again: by a stylesheet, so that the page's tree stays as it is. */
export function foldOverview(document: Document, site: SiteId, folded: boolean): void {
  const found = document.getElementById(styleId);
  if (!folded || places[site].length === 0) {
    found?.remove();
    return;
  }
  if (found) return;
  const style = Object.assign(document.createElement('style'), { id: styleId });
  style.textContent = `${places[site].join()}{display:none!important}`;
  document.documentElement.append(style);
}
