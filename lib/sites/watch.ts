import type { Page } from '../model/page.ts';
import { bellOf } from './bell.ts';
import { siteFor } from './index.ts';
import { pageUrl, type Reading } from './site.ts';

/** Milliseconds to wait for a page that has changed its address to show the new list too; then what it shows is taken. */
const longestWait = 3000;

/** Milliseconds after which a page is read again whose first reading was made as it came. */
const secondLookMs = 300;

/**
 * The page's readings: the current one as soon as there is one, then one each time the question or the sources change;
 * undefined when what was there is gone. The same is never said twice in a row. A reading is never stale: after a
 * navigation without a load, the old results are not read for the new question. Ends with the signal. `early`: a reading
 * that has been made already; it is said first, if the address is still its own.
 */
export async function* watchPage(
  document: Document,
  signal: AbortSignal,
  early?: Reading,
): AsyncGenerator<Reading | undefined, void> {
  const view = document.defaultView;
  if (!view || signal.aborted) return;
  const bell = bellOf(document, view, signal);
  let last: Shown | undefined;
  let showing = false;
  let waitingSince: number | undefined;
  try {
    do {
      const url = new URL(view.location.href);
      const site = siteFor(url);
      const key = site?.questionKey(url);
      const isEarly = early?.page.url === pageUrl(url);
      const reading = key === undefined ? undefined : isEarly ? early : site?.read(document, url);
      early = undefined;
      if (isEarly) bell.ringIn(secondLookMs);

      if (key !== undefined && !isReady(reading, key, last, showing)) {
        waitingSince ??= performance.now();
        const left = longestWait - (performance.now() - waitingSince);
        if (left > 0) {
          bell.ringIn(left);
          continue;
        }
      }
      waitingSince = undefined;
      if (!reading || key === undefined) {
        if (showing) yield undefined;
        showing = false;
      } else if (showing && last?.key === key && saysTheSame(reading.page, last.page)) {
        // The page may have drawn the same results anew: the reading already given then points to where they are now.
        refill(last.elements, reading.elements);
      } else {
        last = { key, page: reading.page, elements: new Map(reading.elements) };
        showing = true;
        yield { page: last.page, elements: last.elements };
      }
    } while (await bell.heard());
  } finally {
    bell.silence();
  }
}

interface Shown {
  key: string;
  page: Page;
  elements: Map<number, Element>;
}

/** False: something is still to come. Nothing read where there was something; or the old results under a new address. */
function isReady(reading: Reading | undefined, key: string, last: Shown | undefined, showing: boolean): boolean {
  if (!reading) return !showing;
  return !last || last.key === key || !sharesResults(reading, last);
}

/** A result that stands in the same element with the same address as before is left from before. */
function sharesResults(reading: Reading, last: Shown): boolean {
  if (reading.page.sources.length === 0 && last.page.sources.length === 0)
    return reading.page.query === last.page.query;
  const before = new Map(last.page.sources.map(({ number, url }) => [last.elements.get(number), url]));
  return reading.page.sources.some(({ number, url }) => {
    const element = reading.elements.get(number);
    return element !== undefined && before.get(element) === url;
  });
}

function saysTheSame(a: Page, b: Page): boolean {
  return (
    a.query === b.query &&
    a.detail === b.detail &&
    a.total === b.total &&
    a.sources.length === b.sources.length &&
    a.sources.every((source, index) => {
      const other = b.sources[index];
      return (
        other?.url === source.url &&
        other.title === source.title &&
        other.text === source.text &&
        other.kind === source.kind
      );
    })
  );
}

function refill(elements: Map<number, Element>, now: ReadonlyMap<number, Element>): void {
  for (const [number, element] of now) elements.set(number, element);
}
