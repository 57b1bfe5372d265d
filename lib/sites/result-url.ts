/** An address in a result, as the source's own: redirects that carry their target are unwrapped. */

const googleHost = /^(?:www\.)?google\.[a-z.]{2,6}$/;
/** Google's own pages that a result list links to without their being results. */
const googleChores =
  /^\/(?:search|imgres|aclk|preferences|setprefs|advanced_search|sorry|travel\/|shopping\/|finance\/|interstitial|support\/)/;

/**
 * The http(s) address a result's link leads to, or undefined when it leads back into the engine (another search, a
 * picture, an advertisement) or nowhere. `#:~:text=` fragments, which Google adds to featured snippets, are dropped.
 */
export function resultUrl(href: string | null, base: URL, depth = 0): string | undefined {
  if (!href || depth > 3 || !URL.canParse(href, base)) return undefined;
  const url = new URL(href, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  const host = url.hostname;
  if (googleHost.test(host)) {
    if (url.pathname === '/url' || url.pathname === '/goto' || url.pathname === '/interstitial')
      return resultUrl(url.searchParams.get('q') ?? url.searchParams.get('url'), base, depth + 1);
    const amp = /^\/amp\/(s\/)?(.+)/.exec(url.pathname);
    if (amp) return resultUrl(`http${amp[1] ? 's' : ''}://${amp[2]}${url.search}`, base, depth + 1);
    if (googleChores.test(url.pathname) || (url.pathname === '/' && url.hostname === base.hostname && url.hash))
      return undefined;
  }
  if (/^translate\.google\./.test(host) && url.pathname.startsWith('/translate') && url.searchParams.has('u'))
    return resultUrl(url.searchParams.get('u'), base, depth + 1);
  if (host.endsWith('.translate.goog')) return untranslated(url);
  if (/^webcache\.googleusercontent\.com$/.test(host)) return undefined;
  // Kept as the page wrote it, not as URL would: so it can be compared and cited letter for letter.
  const written = /^https?:/i.test(href.trim()) ? href.trim() : url.href;
  return written.replace(/#:~:text=.*$/, '');
}

/** `en-m-wikipedia-org.translate.goog` is en.m.wikipedia.org: dots are written `-`, hyphens `--`. */
function untranslated(url: URL): string {
  const name = url.hostname.slice(0, -'.translate.goog'.length);
  url.hostname = name.replaceAll('--', '\n').replaceAll('-', '.').replaceAll('\n', '-');
  for (const key of [...url.searchParams.keys()]) if (key.startsWith('_x_tr_')) url.searchParams.delete(key);
  return url.href;
}
