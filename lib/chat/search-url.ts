import { citationSegments } from '../grounding/citations.ts';
import type { SiteId } from '../model/page.ts';

const searches: Record<SiteId, (words: string) => string> = {
  google: (words) => `https://www.google.com/search?q=${words}`,
  baidu: (words) => `https://www.baidu.com/s?ie=utf-8&wd=${words}`,
  zhihu: (words) => `https://www.zhihu.com/search?type=content&q=${words}`,
};

/** Longer questions find nothing (characters). */
const longest = 80;

/** A search for a statement, on the site it was read beside. The statement is Markdown with citations. */
export function searchUrl(site: SiteId, statement: string): string {
  const words = citationSegments(statement)
    .map(({ raw, citation }) => (citation ? ' ' : raw))
    .join('')
    .replace(/[*_`#>|[\]]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest)
    .replace(/[\ud800-\udbff]$/, '');
  return searches[site](encodeURIComponent(words));
}
