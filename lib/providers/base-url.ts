import { AppError } from '../model/errors.ts';
import { presets } from './presets.ts';

/** A base URL as it is stored, and others it may have meant, likeliest first (the first is `baseUrl`). */
export interface BaseUrl {
  baseUrl: string;
  candidates: string[];
}

/** Endpoints people paste with the address; longest first. */
const endpoints =
  /\/(chat\/completions|completions|chat|models|embeddings|responses|messages|api\/(chat|generate|tags|v1)|api)$/i;

/**
 * What someone typed or pasted as an API's address, made usable: full-width characters, spaces, a missing scheme,
 * a missing or doubled `/v1`, a whole endpoint, a known service's website path. Plain http only on this computer and in
 * private networks. Throws AppError 'badAddress'.
 */
export function readBaseUrl(typed: string): BaseUrl {
  const url = parse(withScheme(clean(typed)));
  check(url);
  if (url.hostname === '0.0.0.0') url.hostname = '127.0.0.1'; // an address to listen on, not to call
  url.hash = '';
  const version = url.searchParams.get('api-version');
  url.search = '';
  url.pathname = barePath(url.pathname);
  const paths = candidatePaths(url);
  const query = version !== null && isAzureHost(url.hostname) ? `?api-version=${encodeURIComponent(version)}` : '';
  const candidates = [...new Set(paths)].map((path) => `${url.origin}${path}${query}`);
  return { baseUrl: candidates[0] ?? url.origin, candidates };
}

/** The likeliest meaning of what was typed; see `readBaseUrl`. Of its own results it returns each unchanged. */
export const normaliseBaseUrl = (typed: string): string => readBaseUrl(typed).baseUrl;

/** A stored base URL, checked again before a key goes there. Throws AppError 'badAddress'. */
export function checkBaseUrl(baseUrl: string): URL {
  const url = parse(baseUrl);
  check(url);
  return url;
}

/** This computer or a private network: plain http is acceptable, a model may have to be loaded, no key may be needed. */
export function isLocalHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '');
  if (host.includes(':'))
    return /^(::1|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*|::ffff:(7f|a[0-9a-f]{0,2}:|c0a8).*)$/.test(host);
  if (/^\d+(\.\d+){3}$/.test(host)) {
    return /^(0\.0\.0\.0|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(
      host,
    );
  }
  return !host.includes('.') || /\.(localhost|local|lan|home|internal|intranet|home\.arpa)$/.test(host);
}

export const isAzureHost = (hostname: string): boolean =>
  /\.(openai\.azure|cognitiveservices\.azure|services\.ai\.azure)\.(com|cn|us)$/.test(hostname.toLowerCase());

function clean(typed: string): string {
  return typed
    .normalize('NFKC') // full-width letters, colons, slashes
    .replace(/[\s\u200B-\u200F\u2060\uFEFF]/g, '')
    .replace(/^["'`“”‘’「『<(【[]+(?![0-9a-f:]+\])/iu, '')
    .replace(/["'`“”‘’」』>)】,;。、]+$/u, '')
    .replaceAll('。', '.')
    .replaceAll('\\', '/')
    .replace(/^(base_?url|url|endpoint|地址)[:=]/i, '');
}

function withScheme(text: string): string {
  if (text === '') throw new AppError('badAddress', 'The address is empty.');
  const scheme = /^(https?):?\/+/i.exec(text);
  if (scheme !== null) return `${scheme[1]?.toLowerCase()}://${text.slice(scheme[0].length)}`;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return text;
  const rest = text.replace(/^\/+/, '');
  const hostname = /^(\[[^\]]*\]|[^/:?#]*)/.exec(rest)?.[0] ?? '';
  return `${isLocalHost(hostname) ? 'http' : 'https'}://${rest}`;
}

function parse(text: string): URL {
  const url = URL.parse(text);
  if (url === null || url.hostname === '') throw new AppError('badAddress', `Not an address: ${text.slice(0, 100)}`);
  return url;
}

function check(url: URL): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new AppError('badAddress', `Not a web address: ${url.protocol}`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new AppError('badAddress', 'The address contains a user name or password.', { host: url.host });
  }
  if (url.protocol === 'http:' && !isLocalHost(url.hostname)) {
    throw new AppError('badAddress', 'Plain http would send the key unencrypted; use https.', { host: url.host });
  }
}

/** The path without endpoints, doubled slashes and doubled versions. */
function barePath(path: string): string {
  let bare = path.replace(/\/{2,}/g, '/').replace(/\/$/, '');
  for (let before = ''; before !== bare; ) {
    before = bare;
    // `/api/v1` and `/openai/api` of real services stay: only what follows a version or stands alone is an endpoint.
    bare = bare.replace(/^\/api(\/(chat|generate|tags))?$/i, '').replace(/\/$/, '');
    if (!/^\/api(\/v\d+)?$/i.test(bare))
      bare = bare.replace(endpoints, (found) => (/^\/api/i.test(found) ? found : ''));
    bare = bare.replace(/(\/v\d+(?:beta\d*)?)\1$/i, '$1');
  }
  return bare;
}

function candidatePaths(url: URL): string[] {
  const path = url.pathname.replace(/\/$/, '');
  const known = presets.find(({ baseUrl }) => {
    const preset = URL.parse(baseUrl);
    return preset !== null && preset.host === url.host && !isLocalHost(preset.hostname);
  });
  if (known !== undefined) {
    const right = new URL(known.baseUrl).pathname.replace(/\/$/, '');
    // The website's root, or a `/v1` added out of habit, stands for the service's own path.
    if (path === '' || path === '/v1' || right.startsWith(`${path}/`)) return [right];
    return [path];
  }
  if (isAzureHost(url.hostname)) {
    if (path.includes('/deployments/')) return [path];
    return ['/openai/v1'];
  }
  // A version at the end, or Gemini's /v1beta/openai, is a whole address.
  if (/\/v\d+(beta\d*)?(\/openai)?$/i.test(path)) return [path];
  return [`${path}/v1`, path];
}
