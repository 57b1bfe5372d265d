import { AppError } from '../model/errors.ts';
import { pageAddress } from './address.ts';
import { readBody } from './body.ts';
import { decodePage } from './charset.ts';
import type { LimitedFetch } from './limited-fetch.ts';
import { mostCharacters, readerText } from './reader-text.ts';
import { saysNothing } from './wall.ts';

export interface ReadPage {
  /** Paragraphs separated by \n, plain, at most 100,000 characters. */
  text: string;
  title: string;
  /** Where it was in the end, after redirects. */
  url: string;
  /** When it was read, ms since 1970. */
  atMs: number;
}

/** ms for everything, from the request to the last byte. */
const patienceMs = 10_000;

/**
 * Reads one public page as text. `parse` is the browser's own parser; it runs no script and loads nothing.
 * Throws AppError 'notAPage' (no public address, no text, too long), 'unreadable' (refused, or nothing to read),
 * 'serverFailed', 'timeout', 'network', and what the signal's reason says when it aborts.
 */
export async function readPage(
  address: string,
  { fetch, parse }: { fetch: LimitedFetch; parse: (html: string) => Document },
  signal: AbortSignal,
): Promise<ReadPage> {
  const url = pageAddress(address);
  const late = AbortSignal.timeout(patienceMs);
  try {
    const response = await fetch(url, AbortSignal.any([signal, late]));
    const isHtml = checkResponse(response, url);
    const text = decodePage(await readBody(response), response.headers.get('content-type') ?? '');
    const read = isHtml ? readerText(parse(text)) : readPlain(text);
    if (saysNothing(read)) throw new AppError('unreadable', 'There is no text to read.', { host: url.host });
    return { ...read, url: response.url || url.href, atMs: Date.now() };
  } catch (thrown) {
    if (signal.aborted) throw signal.reason;
    if (thrown instanceof AppError) throw thrown;
    if (late.aborted) throw new AppError('timeout', `Nothing whole in ${patienceMs} ms.`, { host: url.host });
    // A redirect out of the allowed hosts looks the same: the browser does not tell a page what its policy stopped.
    throw new AppError('network', 'It cannot be reached, or leads to a site that was not allowed.', { host: url.host });
  }
}

/** Whether it is HTML; throws when there is nothing to read in it. */
function checkResponse(response: Response, { host }: URL): boolean {
  const { status } = response;
  if (status >= 500) throw new AppError('serverFailed', `HTTP ${status}`, { host, status });
  if (!response.ok) throw new AppError('unreadable', `HTTP ${status}`, { host, status });
  if (response.url) pageAddress(response.url); // no redirect led elsewhere: a second look at what the fetch promises
  const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'text/html') return true;
  if (type === 'text/plain') return false;
  throw new AppError('notAPage', `It is ${type || 'of no known type'}.`, { host });
}

function readPlain(text: string) {
  const lines = text.split(/\r\n?|\n/).map((line) => line.replace(/[\p{Cc}\s]+/gu, ' ').trim());
  return {
    title: '',
    text: lines
      .filter((line) => line !== '')
      .join('\n')
      .slice(0, mostCharacters),
  };
}
