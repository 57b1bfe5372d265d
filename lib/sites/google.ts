import { isGoogleHost } from './google-hosts.ts';
import { readQuery } from './query.ts';
import { isUnseen, readLine, readText } from './read-text.ts';
import { resultUrl } from './result-url.ts';
import { type Found, hostName, type Place, pageUrl, type Reading, readingOf, type Site } from './site.ts';
import { isGoogleWebTab } from './tabs.ts';

/**
 * Google's result pages. A result is a heading inside a link that leads elsewhere, with its address shown (`cite`):
 * this has held since 2010, while class names last a year or two. They are used only to tell snippets from the rest.
 */
export const google: Site = {
  id: 'google',
  owns: (url) => isGoogleHost(url.hostname),
  questionKey: (url) => (isGoogleWebTab(url) ? askedAt(url) || undefined : undefined),
  read,
  list: (document) => document.getElementById('center_col') ?? undefined, // phones have none
  place,
};

const askedAt = (url: URL) => readQuery(url.search, ['q']);

function read(document: Document, url: URL): Reading | undefined {
  if (!isGoogleWebTab(url)) return undefined;
  const query = askedAt(url);
  if (!query) return undefined;
  const scope = document.getElementById('center_col') ?? document.getElementById('main');
  if (!scope) return undefined;
  let found = readResults(scope, scope.getElementsByTagName('h3'), url);
  // On phones a title is a div with the role of a heading. // 2023-05 to 2026
  if (!found.some(isOrganic)) found = readResults(scope, headingsIn(scope), url);
  if (!found.some(isOrganic)) return undefined;
  return readingOf({ site: 'google', kind: 'results', url: pageUrl(url), query }, found);
}

function* headingsIn(scope: Element): Generator<Element> {
  for (const element of scope.getElementsByTagName('div'))
    if (element.getAttribute('role') === 'heading' && linkAround(element)) yield element;
}

function linkAround(element: Element): Element | undefined {
  for (let at: Element | null = element; at; at = at.parentElement) if (at.localName === 'a') return at;
  return undefined;
}

const isOrganic = ({ source }: Found) => source.kind === 'organic';

/** A heading that may be a result's title. */
interface Candidate {
  title: Element;
  link: Element;
  url: string;
  kind: 'organic' | 'featured' | 'related' | 'other';
}

function readResults(scope: Element, titles: Iterable<Element>, base: URL): Found[] {
  const candidates = [...titles].map((title) => candidateOf(title, scope, base)).filter((one) => one !== undefined);
  const titlesWithin = new Map<Element, number>();
  for (const { title } of candidates)
    for (let at: Element | null = title; at && at !== scope; at = at.parentElement)
      titlesWithin.set(at, (titlesWithin.get(at) ?? 0) + 1);

  const blocks = candidates.map((one) => blockOf(one, scope, titlesWithin));
  const cites = blocks.map((block) => block.getElementsByTagName('cite')[0]);
  // Sub-links, and cards of pictures and videos, have headings too but do not show an address. The page without
  // scripts has no `cite` at all, and no such cards.
  const addressesShown = cites.some((cite) => cite !== undefined);
  const seen = new Set<string>();
  const found: Found[] = [];
  candidates.forEach(({ kind, title, link, url }, index) => {
    const element = blocks[index];
    const cite = cites[index];
    if (!element || kind === 'other' || seen.has(kind + url)) return;
    if (kind === 'organic' && ((addressesShown && !cite) || isLabelledAd(element))) return;
    seen.add(kind + url);
    const { text, date } = kind === 'organic' ? snippetOf(element, link, title) : quotedAnswer(element, link, title);
    found.push({
      element,
      source: {
        title: readLine(title),
        url,
        site: siteNameOf(link, title, cite) || hostName(url),
        text,
        kind,
        ...(date && { date }),
      },
    });
  });
  return found;
}

/** Where advertisements stand. // 2016 to 2026-07 */
const adIds = new Set(['tads', 'tadsb', 'bottomads', 'tvcap', 'HbKV2c', 'taw_ads', 'mbEnd', 'tadsto']);
const adClasses = classes('uEierd', 'ads-ad', 'ads-fr', 'commercial-unit-desktop-top', 'cu-container', 'pla-unit');
/** AI overviews. // 2025-03 to 2026-07 */
const aiIds = new Set(['eKIzJc', 'm-x-content', 'Odp5De']);
const featuredClasses = classes('g-blk', 'xpdopen', 'kp-blk', 'c2xzTb', 'wDYxhc'); // 2016 to 2026
const carousels = new Set(['g-scrolling-carousel', 'g-inner-card', 'g-card', 'g-img']); // 2016 to 2026

/** Matches a class attribute that names any of these. One test is cheaper than a `classList` for each ancestor. */
function classes(...names: string[]): RegExp {
  return new RegExp(`(?:^|\\s)(?:${names.join('|')})(?:\\s|$)`);
}

function candidateOf(title: Element, scope: Element, base: URL): Candidate | undefined {
  const link = linkAround(title) ?? title.getElementsByTagName('a')[0];
  if (!link || !title.textContent?.trim()) return undefined;
  const href = link.getAttribute('href');
  if (href?.includes('/aclk?') || link.hasAttribute('data-pcu') || link.getAttribute('data-rw')?.includes('/aclk?'))
    return { title, link, url: '', kind: 'other' };
  const url = resultUrl(href, base);
  if (!url) return undefined;
  let kind: Candidate['kind'] = 'organic';
  for (let at: Element | null = title.parentElement; at && at !== scope; at = at.parentElement) {
    const names = at.className;
    if (adIds.has(at.id) || aiIds.has(at.id) || at.hasAttribute('data-text-ad') || adClasses.test(names))
      kind = 'other';
    else if (carousels.has(at.localName) || at.localName === 'table' || isUnseen(at)) kind = 'other';
    else if (isQuestionPair(at)) kind = 'related';
    else if (kind === 'organic' && (featuredClasses.test(names) || at.localName === 'block-component'))
      kind = 'featured';
    if (kind === 'other' || kind === 'related') break;
  }
  return { title, link, url, kind };
}

const questionPair = classes('related-question-pair');
/** One question of "people also ask", with its answer when it is open. // 2016 to 2026-07 */
const isQuestionPair = (element: Element) =>
  questionPair.test(element.className) || element.hasAttribute('data-q') || element.hasAttribute('data-initq');

/** Elements that hold the list as a whole; a result never reaches that far. */
const listIds = new Set(['rso', 'search', 'res', 'ires', 'botstuff', 'topstuff', 'center_col', 'main']);

/** The largest part of the page that belongs to this one result. */
function blockOf({ title, link }: Candidate, scope: Element, titlesWithin: ReadonlyMap<Element, number>): Element {
  let block: Element = title.contains(link) ? title : link;
  for (let at = block.parentElement; at && at !== scope && !listIds.has(at.id); at = at.parentElement) {
    if (titlesWithin.get(at) !== 1) break;
    block = at;
    if (isQuestionPair(at)) break;
  }
  return block;
}

/** How the first words of an advertisement read, in the languages it was seen in. */
const adLabels =
  /^(?:Sponsored|Ads?|Anzeige|Gesponsert|Anuncio|Patrocinado|Annonce|Sponsorisé|Annuncio|Sponsorizzato|Advertentie|Gesponsord|Реклама|Reklam|Reklama|Sponsorowane|広告|スポンサー|광고|스폰서|廣告|赞助商|贊助商|赞助内容|إعلان|مُموّل|โฆษณา)$/;

function isLabelledAd(block: Element): boolean {
  const text = (block.textContent ?? '').trimStart();
  return (
    adLabels.test(/^[^\s·:]+/.exec(text.slice(0, 40))?.[0] ?? '') && adLabels.test(readText(block).split('\n')[0] ?? '')
  );
}

const siteNameOf = (link: Element, title: Element, cite: Element | undefined): string => {
  const name = readLine(link, (element) => element === title || element === cite || element.localName === 'cite');
  return name.length <= 60 && cite !== undefined ? name : '';
};

/** Snippets, newest first. */
const snippetClasses = [
  'VwiC3b', // 2021 to 2026-07
  'yDYNvb', // phones, 2021 to 2024
  'aCOpRe', // 2020 and 2021
  'st', // until 2020
  's3v9rd', // without scripts
  'IsZvec', // around lists, 2021 to 2026-07
];

interface Snippet {
  text: string;
  date?: string;
}

function snippetOf(block: Element, link: Element, title: Element): Snippet {
  let date: string | undefined;
  for (const name of snippetClasses) {
    for (const element of block.getElementsByClassName(name)) {
      const text = readText(element);
      if (isDate(text)) date ??= text;
      else if (text) return { text, date: date ?? dateOf(text) };
    }
  }
  const text = restOf(block, link, title);
  return { text, date: date ?? dateOf(text) };
}

/** A snippet may be a date alone, with the text elsewhere. // 2023-05 */
const isDate = (text: string) =>
  text.length < 30 && /\p{N}/u.test(text) && !/[.!?。…]$/.test(text) && !text.includes('\n');

/** When no known snippet is there: what stands besides title and address, from the first line that is long enough. */
function restOf(block: Element, link: Element, title: Element): string {
  const skipped = (element: Element) =>
    element === link || element === title || element.localName === 'cite' || element.localName === 'table';
  const lines = readText(block, skipped)
    .split('\n')
    .filter((line) => !/^https?:\/\/| › /.test(line));
  const start = lines.findIndex((line) => line.length > 40);
  return lines.slice(Math.max(start, 0)).join('\n');
}

/** The text of a featured snippet or an open "people also ask" answer: everything but its source. */
function quotedAnswer(block: Element, link: Element, title: Element): Snippet {
  const skipped = (element: Element) =>
    element === link || element === title || element.localName === 'cite' || element.getAttribute('role') === 'button';
  return { text: readText(block, skipped) };
}

/** "Aug 12, 2026 — …", "há 7 dias — …", "2018/06/04 - …": what precedes the dash, if it has a digit and is short. */
function dateOf(snippet: string): string | undefined {
  const date = /^([^—·\n]{3,28}?) (?:—|·|-) /.exec(snippet)?.[1];
  return date && /\p{N}/u.test(date) ? date : undefined;
}

/** The right column when it shows something, else the space beside the results. */
function place(document: Document): Place {
  const right = document.getElementById('rhs');
  if (right && right.childElementCount > 0 && (right.textContent ?? '').trim() !== '')
    return { kind: 'column', selector: '#rhs' };
  return document.getElementById('center_col') ? { kind: 'beside', selector: '#center_col' } : { kind: 'dock' };
}
