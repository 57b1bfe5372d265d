/** What the pages of a site are called, as keys of words. */
export const siteNames = { google: 'sites.google', baidu: 'sites.baidu', zhihu: 'sites.zhihu' } as const;
