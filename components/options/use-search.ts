import { type RefObject, useEffect, useState } from 'react';

/** Words in small letters, as they are compared. */
export const wordsOf = (query: string): string[] => query.toLowerCase().split(/\s+/).filter(Boolean);

/** A card as the search sees it: its name, and its settings, some under a heading of their own. */
export interface Searched {
  title: string;
  items: readonly { text: string; isHeading: boolean }[];
}

/** Which items of a card to show for these words; none: the card is not shown. A card that is named shows whole. */
export function foundIn({ title, items }: Searched, words: readonly string[]): boolean[] {
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  if (has(title)) return items.map(() => true);
  let heading = '';
  const found = items.map(({ text, isHeading }) => {
    if (isHeading) heading = text;
    return !isHeading && has(`${title} ${heading} ${text}`);
  });
  // A heading shows when something under it does.
  return items.map(({ isHeading }, at) => {
    if (!isHeading) return found[at] === true;
    const next = items.findIndex((item, other) => other > at && item.isHeading);
    return found.slice(at + 1, next < 0 ? undefined : next).includes(true);
  });
}

/**
 * Hides the cards and settings within `page` that do not hold all words; true while nothing is found. It looks at what
 * is on the page, so that whatever a setting says can be searched for; what comes later is looked at too.
 */
export function useSearch(page: RefObject<HTMLElement | null>, query: string): boolean {
  const [isEmpty, setEmpty] = useState(false);
  useEffect(() => {
    const root = page.current;
    if (!root) return;
    const look = () => setEmpty(!mark(root, wordsOf(query)));
    look();
    if (query.trim() === '') return;
    const observer = new MutationObserver(look);
    observer.observe(root, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [page, query]);
  return isEmpty;
}

/** Whether anything is found. */
function mark(root: HTMLElement, words: readonly string[]): boolean {
  let any = false;
  for (const card of root.querySelectorAll<HTMLElement>('.pd-card')) {
    const title = card.querySelector('h2')?.textContent ?? '';
    const items = [...card.children].filter((child) => !child.matches('.pd-section-head'));
    const found = foundIn(
      { title, items: items.map((item) => ({ text: item.textContent ?? '', isHeading: item.matches('h3') })) },
      words,
    );
    const shows = words.length === 0 || found.includes(true);
    card.toggleAttribute('data-out', !shows);
    // What leaves the computer stays beside whatever is found; found itself, it brings all that it is about.
    const isLeaves = (item: Element) => item.matches('.pd-leaves');
    const isOnlyLeaves = shows && !items.some((item, at) => found[at] && !isLeaves(item));
    for (const [at, item] of items.entries())
      item.toggleAttribute('data-out', !found[at] && !isLeaves(item) && !isOnlyLeaves);
    any ||= shows;
  }
  return any;
}
