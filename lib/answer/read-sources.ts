import { rankSentences } from '../grounding/relevance.ts';
import type { Page, Source } from '../model/page.ts';

/** What reading a source needs; nothing of a browser. */
export interface SourceReading {
  /** Whether the page at this address may be read. */
  hasAccess(url: string): Promise<boolean>;
  readPage(url: string, signal: AbortSignal): Promise<{ text: string }>;
}

/** Pages read for one answer; more are not sent to a model either. */
const mostPages = 5;
/** ms until the answer begins without the pages that are not there yet. */
const patienceMs = 4_000;

/**
 * The page with `pageText` filled in for the sources most likely to be cited whose sites may be read. Those that fail or
 * are late stay as they are; what stands on the page whole (Zhihu's answers and articles) is not fetched. Throws only
 * the signal's reason.
 */
export async function withPageTexts(
  page: Page,
  { hasAccess, readPage }: SourceReading,
  signal: AbortSignal,
): Promise<Page> {
  signal.throwIfAborted();
  const may = new Set(await readable(page.sources, hasAccess));
  if (may.size === 0) return page;
  const chosen = likeliestFirst(page)
    .filter((source) => may.has(source))
    .slice(0, mostPages);
  const texts = new Map<number, string>();
  const late = AbortSignal.timeout(patienceMs);
  const until = AbortSignal.any([signal, late]);
  await Promise.all(
    chosen.map(async ({ number, url }) => {
      try {
        const { text } = await Promise.race([readPage(url, until), leaving(until)]);
        if (text !== '') texts.set(number, text);
      } catch {
        // Its snippet serves.
      }
    }),
  );
  signal.throwIfAborted();
  if (texts.size === 0) return page;
  return { ...page, sources: page.sources.map((source) => withText(source, texts.get(source.number))) };
}

const withText = (source: Source, pageText: string | undefined): Source =>
  pageText === undefined ? source : { ...source, pageText };

/** Those that may be read, none read already, no address twice. */
async function readable(sources: readonly Source[], hasAccess: (url: string) => Promise<boolean>): Promise<Source[]> {
  const seen = new Set<string>();
  const fresh = sources.filter(({ url, kind, pageText }) => {
    const isFresh = kind !== 'answer' && kind !== 'article' && pageText === undefined && !seen.has(url);
    seen.add(url);
    return isFresh;
  });
  const may = await Promise.all(fresh.map(({ url }) => hasAccess(url)));
  return fresh.filter((_, index) => may[index]);
}

/** By each source's best sentence; those that say nothing come after, in page order. */
function likeliestFirst({ query, sources, kind }: Page): Source[] {
  const spoken = rankSentences(query, sources, kind).map(({ source }) => source);
  return [...new Set([...spoken, ...sources])];
}

const leaving = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
