import { AppError } from '../model/errors.ts';

/**
 * The address of a page on the public web, without its hash. Computers are named, never numbered, and on the usual
 * ports: what is on this computer or in a private network is not to be read because some page links there.
 * Throws AppError 'notAPage'. A public name that leads to a private address cannot be told here: extensions see no DNS.
 */
export function pageAddress(written: string): URL {
  const url = URL.parse(written);
  const isPlain =
    url !== null &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.username === '' &&
    url.password === '' &&
    url.port === '' &&
    isPublicName(url.hostname);
  if (!isPlain) throw new AppError('notAPage', 'Not the address of a public web page.', url ? { host: url.host } : {});
  url.hash = '';
  return url;
}

/** The host whose pages someone may allow to be read with this one; undefined when it is no page of the public web. */
export function siteOf(written: string): string | undefined {
  try {
    return pageAddress(written).hostname;
  } catch {
    return undefined;
  }
}

/** What `URL` leaves of a name: lower case, international letters as xn--. An address in numbers always ends in a digit or a bracket. */
function isPublicName(hostname: string): boolean {
  return (
    /^([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(hostname) &&
    !/(^|\.)(localhost|local|localdomain|lan|home|corp|internal|intranet|private|home\.arpa|onion)$/.test(hostname)
  );
}
