// Which tabs of a search engine list pages, told by the address alone: the first script asks before there is a document.

const isGoogle = (url: URL): boolean => /^www\.google\./.test(url.hostname);
const isBaidu = (url: URL): boolean => /^(?:www|m)\.baidu\.com$/.test(url.hostname);

/** Google: all results, or "Web" (udm=14); not pictures, videos, news, shopping, AI mode. */
export function isGoogleWebTab(url: URL): boolean {
  const udm = url.searchParams.get('udm') || '14';
  return url.pathname === '/search' && !url.searchParams.get('tbm') && (udm === '14' || udm === 'web');
}

/** `tn` names a tab (news, baiduimage, …), or a partner the search came from (baidu, monline_3_dg, 84053098_3_dg). */
const otherTabs =
  /^(?:baiduimage|baiduimagejson|baiduvideo|video|vsearch|mp3|baidump3|baidulocal|json|ikaslist|baiduwenku|baidumap)$/;

/** Baidu: all results. */
export function isBaiduWebTab(url: URL): boolean {
  // `pd` is the tab on newer addresses: pd=video, pd=note, pd=image. // 2026
  return (
    /^\/(?:s|baidu|(?:from=[^/]*\/)*s)$/.test(url.pathname) &&
    !otherTabs.test(url.searchParams.get('tn') ?? '') &&
    !/^(?:video|image|note)/.test(url.searchParams.get('pd') ?? '')
  );
}

/** False: nothing on this page will be read. */
export const mayBeRead = (url: URL): boolean =>
  isGoogle(url) ? isGoogleWebTab(url) : isBaidu(url) ? isBaiduWebTab(url) : true;
