/** What a supported page says, free of the DOM: serialisable, so it can travel to the background and into records. */

export type SiteId = 'google' | 'baidu' | 'zhihu';

export type PageKind = 'results' | 'question' | 'article';

/**
 * organic: a search result. featured: the engine's own pick above the results (featured snippet, encyclopedia card).
 * related: a "people also ask" answer, when it is open and has a source. answer: a Zhihu answer. article: a Zhihu article.
 */
export type SourceKind = 'organic' | 'featured' | 'related' | 'answer' | 'article';

export interface Source {
  /** 1-based, in page order; the number the model cites as [1]. */
  number: number;
  title: string;
  /** The source's own address, never the engine's redirect where the page tells the real one. */
  url: string;
  /** Site name as the page shows it, else the host without `www.`. */
  site: string;
  /** Snippet, answer or article text; plain, single-spaced, paragraphs separated by \n. May be empty. */
  text: string;
  /** The readable text of the page at `url`, when the user allowed its site and it was fetched. */
  pageText?: string;
  kind: SourceKind;
  author?: string;
  /** As the page shows it ("2天前", "Jul 3, 2026"). */
  date?: string;
  /** Comments under it, open on the page, that correct something in it. */
  corrections?: string[];
  /** Upvotes (Zhihu 赞同). */
  votes?: number;
}

export interface Page {
  site: SiteId;
  kind: PageKind;
  /** Address of the page without its hash. */
  url: string;
  /** What the user asked: the search words, the question's title, or the article's title. */
  query: string;
  /** A Zhihu question's description. */
  detail?: string;
  sources: Source[];
  /** How many answers the site says there are, when it shows fewer (Zhihu: 3 loaded of 226). */
  total?: number;
}
