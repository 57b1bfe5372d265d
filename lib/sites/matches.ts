import { googleHosts } from './google-hosts.ts';

/** Match patterns a site's pages can have, without touching the DOM: the manifest is made from these. */
export const googleMatches = googleHosts.map((host) => `https://${host}/search*`);

/** The two home pages are in: a search from them replaces the page's content without a load. */
export const baiduMatches = [
  'https://www.baidu.com/',
  'https://www.baidu.com/s*',
  'https://www.baidu.com/baidu*',
  'https://m.baidu.com/',
  'https://m.baidu.com/s*',
];

/** All of www.zhihu.com: its router goes from the home feed to a question without a load. */
export const zhihuMatches = ['https://www.zhihu.com/*', 'https://zhuanlan.zhihu.com/p/*'];

/**
 * Google's home pages: nothing runs there but a guard for keys, and, when the user wants to speak a question, the card
 * that hears it. A match pattern's path takes in what follows `?`. Baidu's home pages are among the site's own.
 */
export const googleHomeMatches = googleHosts.flatMap((host) => [
  `https://${host}/`,
  `https://${host}/?*`,
  `https://${host}/webhp*`,
]);

export const siteMatches: string[] = [...googleMatches, ...baiduMatches, ...zhihuMatches];
