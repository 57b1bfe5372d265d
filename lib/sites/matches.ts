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

export const siteMatches: string[] = [...googleMatches, ...baiduMatches, ...zhihuMatches];
