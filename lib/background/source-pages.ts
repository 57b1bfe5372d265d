import { AppError } from '../model/errors.ts';
import { pageAddress, siteOf } from '../pages/address.ts';
import type { ReadPage } from '../pages/read-page.ts';

export interface SourcePages {
  /** Whether the page at this address may be read now: its user allowed its site and the browser has it granted. */
  mayRead(address: string): Promise<boolean>;
  /**
   * Throws AppError 'siteNotAllowed', 'notAPage', 'unreadable', 'serverFailed', 'timeout', 'network'; the signal's reason
   * when the one who waits leaves. What is under way is then read all the same, for the next who asks.
   */
  read(address: string, signal: AbortSignal): Promise<ReadPage>;
}

export interface PageReading {
  /** Reads one page, asking no host but these. */
  readPage(url: string, hosts: string[]): Promise<ReadPage>;
  grantedSites(): Promise<string[]>;
  now(): number;
}

/** Pages that are kept, ms for which they are, and pages that are read at a time. */
const kept = { most: 40, ms: 10 * 60_000 } as const;
const mostAtOnce = 4;

/** Reads pages of allowed sites, each once in ten minutes. Kept in memory only, gone with the background. */
export function createSourcePages({ readPage, grantedSites, now }: PageReading): SourcePages {
  const pages = new Map<string, ReadPage>();
  const underWay = new Map<string, Promise<ReadPage>>();
  const waiting: (() => void)[] = [];
  let running = 0;

  async function turn<T>(run: () => Promise<T>): Promise<T> {
    if (running >= mostAtOnce) await new Promise<void>((wake) => waiting.push(wake));
    else running += 1;
    try {
      return await run();
    } finally {
      const next = waiting.shift(); // takes this turn over
      if (next) next();
      else running -= 1;
    }
  }

  async function fetchPage(url: string): Promise<ReadPage> {
    const page = await turn(async () => readPage(url, await grantedSites()));
    pages.delete(url); // so that it counts as the newest
    pages.set(url, page);
    for (const oldest of pages.keys()) {
      if (pages.size <= kept.most) break;
      pages.delete(oldest);
    }
    return page;
  }

  async function mayRead(address: string): Promise<boolean> {
    const site = siteOf(address);
    return site !== undefined && (await grantedSites()).includes(site);
  }

  return {
    mayRead,
    async read(address, signal) {
      const { href, host } = pageAddress(address);
      // Looked at each time, before what is kept: a site that was taken back is not read from memory either.
      if (!(await mayRead(href))) throw new AppError('siteNotAllowed', '', { host });
      const known = pages.get(href);
      if (known && now() - known.atMs < kept.ms) return known;
      let page = underWay.get(href);
      if (!page) {
        page = fetchPage(href).finally(() => underWay.delete(href));
        page.catch(() => {}); // who waits hears it; nobody may
        underWay.set(href, page);
      }
      return Promise.race([page, leaving(signal)]);
    },
  };
}

const leaving = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
