import type { SiteId } from '../model/page.ts';
import { isGoogleHost } from './google-hosts.ts';

/** A search engine on whose home page a question can be spoken. */
export type EngineId = Extract<SiteId, 'google' | 'baidu'>;

const baidu = new Set(['www.baidu.com', 'm.baidu.com']);

/** The engine this address is the home page of: with a box to search from, and nothing searched for yet. */
export function homeOf({ protocol, hostname, pathname }: URL): EngineId | undefined {
  if (protocol !== 'https:') return undefined;
  if (isGoogleHost(hostname) && (pathname === '/' || pathname === '/webhp')) return 'google';
  return baidu.has(hostname) && pathname === '/' ? 'baidu' : undefined;
}

/** Where to search when no page of an engine is open. */
export const homeAddress: Record<EngineId, string> = {
  google: 'https://www.google.com/',
  baidu: 'https://www.baidu.com/',
};

/**
 * The address of the results of a question, on the host of the home page it was spoken on.
 * @param home the home page's address; the language it shows itself in (Google's `hl`) is kept
 * @returns undefined when that is no home page, or nothing is asked
 */
export function searchAddress(home: URL, question: string): string | undefined {
  const engine = homeOf(home);
  // Half of a character outside the basic plane has no encoding.
  const words = question.toWellFormed().replaceAll('\ufffd', ' ').replace(/\s+/gu, ' ').trim();
  if (!engine || words === '') return undefined;
  // Spaces as %20, which both read; `+`, `&`, `#` and `%` of the question itself are escaped.
  const asked = encodeURIComponent(words);
  if (engine === 'google') {
    const language = home.searchParams.get('hl') ?? '';
    const shown = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$/.test(language) ? `&hl=${language}` : '';
    return `${home.origin}/search?q=${asked}${shown}`;
  }
  return home.hostname === 'm.baidu.com' ? `${home.origin}/s?word=${asked}` : `${home.origin}/s?ie=utf-8&wd=${asked}`;
}
