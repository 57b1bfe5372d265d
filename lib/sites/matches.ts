import type { SiteId } from '../model/page.ts';
import { googleHosts } from './google-hosts.ts';

/** Match patterns of each site's pages: the manifest is made from these. In a content script these lists are empty (wxt.config.ts). */
export const matchesOf: Record<SiteId, string[]> = {
  google: googleHosts().map((host) => `https://${host}/search*`),
  // The two home pages are in: a search from them replaces the page's content without a load.
  baidu: [
    'https://www.baidu.com/',
    'https://www.baidu.com/s*',
    'https://www.baidu.com/baidu*',
    'https://m.baidu.com/',
    'https://m.baidu.com/s*',
  ],
  // All of www.zhihu.com: its router goes from the home feed to a question without a load.
  zhihu: ['https://www.zhihu.com/*', 'https://zhuanlan.zhihu.com/p/*'],
};

export const siteMatches: string[] = Object.values(matchesOf).flat();

/**
 * Google's home pages: nothing runs there but a guard for keys, and, when the user wants to speak a question, the card
 * that hears it. A match pattern's path takes in what follows `?`. Baidu's home pages are among the site's own.
 */
export const googleHomeMatches = googleHosts().flatMap((host) => [
  `https://${host}/`,
  `https://${host}/?*`,
  `https://${host}/webhp*`,
]);

/**
 * Most of Google's other tabs, as the manifest can tell them: there the page's script is not even compiled. `?` is one
 * sign, here `?` or `&`. // 2026-11
 */
export const googleOtherTabs: string[] = [
  // pictures, videos, shopping, books, short videos, AI mode, …; news and forums
  ...['2', '3', '4', '5', '6', '7', '8', '9', '12', '18'].map((start) => `*?udm=${start}*`),
  ...['isch', 'vid', 'nws', 'shop', 'bks'].map((name) => `*?tbm=${name}*`),
];
