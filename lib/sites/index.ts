import { baidu } from './baidu.ts';
import { google } from './google.ts';
import type { Place, Reading, Site } from './site.ts';
import { zhihu } from './zhihu.ts';

/** Every site the panel knows. A new one is a file and a line here. */
export const sites: readonly Site[] = [google, baidu, zhihu];

export const siteFor = (url: URL): Site | undefined => sites.find((site) => site.owns(url));

/** What the page at `url` says, or undefined when there is nothing to answer. */
export const readPage = (document: Document, url: URL): Reading | undefined => siteFor(url)?.read(document, url);

/** Where the panel belongs on this page; the window's edge when the page is nobody's. */
export const placeFor = (document: Document, url: URL): Place => siteFor(url)?.place(document) ?? { kind: 'dock' };
