import type { Page, SiteId, Source } from '../model/page.ts';

/** What was read, and where on the page each source stands (by number), so that the panel can scroll to it and mark it. */
export interface Reading {
  page: Page;
  elements: ReadonlyMap<number, Element>;
}

/**
 * Where the panel belongs. It is never put into the host's tree: it is laid over the page and follows an anchor
 * (place.ts turns a Place and the live boxes into a box).
 * column: over a block reserved at the top of the right column `selector`.
 * beside: in the free space next to the results column `selector`, on its right, or on its left where the page is
 * written from right to left.
 * dock: the window's edge.
 */
export type Place = { kind: 'column'; selector: string } | { kind: 'beside'; selector: string } | { kind: 'dock' };

export interface Site {
  id: SiteId;
  /** Is this address one of the site's? Says nothing about there being something to read. */
  owns(url: URL): boolean;
  /**
   * What the address asks, as an opaque key, or undefined when pages at this address are not read at all. Two readings
   * belong to the same question exactly when their keys are equal.
   */
  questionKey(url: URL): string | undefined;
  /** Undefined: nothing here to answer (home, captcha, login, another tab, no results). Never throws on odd pages. */
  read(document: Document, url: URL): Reading | undefined;
  /** The one element that holds all that `read` looks for, where there is one: behind it, the document says nothing more. */
  list?(document: Document, url: URL): Element | undefined;
  place(document: Document): Place;
}

/** A source and its place on the page, not yet numbered. */
export interface Found {
  source: Omit<Source, 'number'>;
  element: Element;
}

/** Numbers what was found, in page order, and makes the reading of it. */
export function readingOf(page: Omit<Page, 'sources'>, found: readonly Found[]): Reading {
  const elements = new Map<number, Element>();
  const sources = found.map(({ source, element }, index): Source => {
    elements.set(index + 1, element);
    return { number: index + 1, ...source };
  });
  return { page: { ...page, sources }, elements };
}

/** The address as a page's identity: without its hash. */
export const pageUrl = (url: URL): string => url.origin + url.pathname + url.search;

/** The host as a site's name, for sources whose page does not name its site. */
export function hostName(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : '';
}
