import { readQuery } from './query.ts';
import { readLine, readText } from './read-text.ts';
import { type Found, hostName, type Place, pageUrl, type Reading, readingOf, type Site } from './site.ts';
import { isBaiduWebTab } from './tabs.ts';

/**
 * Baidu's result pages. A result is a card of the left column with a heading that is a link; what the card is, is told
 * by its `mu` (the real address) rather than by its class. Encyclopedia cards count as organic: they are listed among
 * the results, with a page of their own behind them.
 */
export const baidu: Site = {
  id: 'baidu',
  owns: (url) => url.hostname === 'www.baidu.com' || url.hostname === 'm.baidu.com',
  questionKey: (url) => (isBaiduWebTab(url) ? askedAt(url) || undefined : undefined),
  read,
  list,
  place,
};

const askedAt = (url: URL) => readQuery(url.search, ['wd', 'word']);

function list(document: Document): Element | undefined {
  return document.getElementById('content_left') ?? document.getElementById('results') ?? undefined;
}

function read(document: Document, url: URL): Reading | undefined {
  if (!isBaiduWebTab(url)) return undefined;
  const query = askedAt(url);
  const results = list(document);
  if (!query || !results) return undefined;
  const seen = new Set<string>();
  const found: Found[] = [];
  for (const card of cardsIn(results)) {
    const one = readCard(card, url);
    if (!one || seen.has(one.source.url)) continue;
    seen.add(one.source.url);
    found.push(one);
  }
  if (found.length === 0) return undefined;
  return readingOf({ site: 'baidu', kind: 'results', url: pageUrl(url), query }, found);
}

const cardClasses = ['c-container', 'result', 'result-op', 'c-result']; // 2013 to 2026-10

/** The outermost cards of the list; some stand in a wrapper or two. */
function* cardsIn(list: Element, depth = 0): Generator<Element> {
  for (const child of list.children) {
    if (cardClasses.some((name) => child.classList.contains(name))) yield child;
    else if (depth < 3) yield* cardsIn(child, depth + 1);
  }
}

function readCard(card: Element, base: URL): Found | undefined {
  const title = card.getElementsByTagName('h3')[0];
  const link = title?.closest('a') ?? title?.getElementsByTagName('a')[0];
  if (!title?.textContent?.trim() || !link || widget.test(card.getAttribute('tpl') ?? '')) return undefined;
  const parts = partsOf(card, title);
  if (!parts) return undefined;
  const url = addressOf(card, parts.address, link, base);
  if (!url) return undefined;
  const text = parts.snippet ? snippetText(parts.snippet) : longestLine(card, title);
  const date = parts.date ?? leadingDate(text);
  return {
    element: card,
    source: {
      title: readLine(title),
      url,
      site: siteName(parts.site) || hostName(url),
      text,
      kind: 'organic',
      ...(date && { date }),
    },
  };
}

/** Cards that are no page: pictures, videos, other searches, what the engine's own model writes. // 2016 to 2026-10 */
const widget = /^(?:img_|image_|short_video|vid_|recommend_list|ai_|new_baikan|wenda_generate|rel_)/;

interface Parts {
  snippet?: Element;
  date?: string;
  site?: Element;
  /** A real address some inner element tells. */
  address?: string;
}

/** Looks once at every element of a card. Undefined: it is an advertisement. */
function partsOf(card: Element, title: Element): Parts | undefined {
  if (isAdMarked(card)) return undefined;
  const parts: Parts = {};
  let snippetRank = Number.POSITIVE_INFINITY;
  for (const element of card.getElementsByTagName('*')) {
    if (isAdMarked(element) || isAdLabel(element, card, title)) return undefined;
    const classes = element.className;
    if (typeof classes !== 'string') continue; // SVG
    const rank = snippetClasses.findIndex((pattern) => pattern.test(classes));
    if (rank >= 0 && rank < snippetRank && !title.contains(element) && element.textContent?.trim()) {
      snippetRank = rank;
      parts.snippet = element;
    }
    const label = element.getAttribute('aria-label') ?? '';
    if (!parts.date && (dateClasses.test(classes) || label.startsWith('发布于')))
      parts.date = dateIn(element.textContent?.replace(/[\s\u00a0-]+$/, '').trim() ?? '');
    if (!parts.site && (siteClasses.test(classes) || label.startsWith('新闻来源'))) parts.site = element;
    parts.address ??= addressTold(element);
  }
  return parts;
}

/** Marks on an advertisement's card, or on something in it. // 2016 to 2026-07 */
const adClasses = /(?:^|\s)(?:EC_result|ec[-_]\S*|ecom_\S*|c-ad\S*|tuiguang)(?:\s|$)/i;
const adAttributes = ['data-tuiguang', 'cmatchid', 'data-cmatchid', 'data-bidword', 'data-placeid', 'data-landurl'];

function isAdMarked(element: Element): boolean {
  if (!element.hasAttributes()) return false;
  if (adAttributes.some((name) => element.hasAttribute(name))) return true;
  if (adClasses.test(element.getAttribute('class') ?? '')) return true;
  return element.localName === 'a' && /\/baidu\.php\?/.test(element.getAttribute('href') ?? '');
}

/** The word 广告 standing alone. A plain page (srcid 1599) is never one, whatever words it is about. */
function isAdLabel(element: Element, card: Element, title: Element): boolean {
  if (element.firstElementChild || element.localName === 'em' || card.getAttribute('srcid') === '1599') return false;
  return /^\s*(?:广告|商业推广|推广链接)\s*$/.test(element.textContent ?? '') && !title.contains(element);
}

/** Best first. Suffixes are build hashes, so names are matched by their beginning. */
const snippetClasses = [
  /(?:^|\s)summary-text/, // 2025-12 to 2026-10
  /(?:^|\s)content-right_/, // 2021 to 2024
  /(?:^|\s)content-abstract/, // phones
  /(?:^|\s)c-abstract(?:\s|$)/, // until 2021, and phones
  /(?:^|\s)c-color-text(?:\s|$)/, // news, 2021 to 2025-12
  /(?:^|\s)_paragraph_/, // encyclopedia cards, 2026
  /(?:^|\s)(?:c-span-last|c-summary|c-line-clamp\d)(?:\s|$)/,
];
const dateClasses = /newTimeFactor|prefix-time|pub-time|source-time|cos-color-text-minor|c-color-gray2?(?:\s|$)/;
const siteClasses = /(?:^|\s)(?:cosc-source-text|c-showurl|c-color-source|siteLink|source-name|site-name|news-source)/;

const snippetText = (snippet: Element) => readText(snippet, (element) => /_suffix_|detail-btn/.test(element.className));

function longestLine(card: Element, title: Element): string {
  const lines = readText(card, (element) => element === title).split('\n');
  return lines.reduce((longest, line) => (line.length > longest.length ? line : longest), '');
}

function addressTold(element: Element): string | undefined {
  const direct = element.getAttribute('data-url');
  if (direct) return direct;
  const feedback = element.getAttribute('data-feedback');
  return feedback ? fieldOf(feedback, 'url') : undefined;
}

function fieldOf(json: string, name: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    // Narrowed to an object just before; a missing field is undefined.
    const field = value && typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined;
    return typeof field === 'string' ? field : undefined;
  } catch {
    return undefined; // Older pages write JavaScript here, not JSON.
  }
}

/** The page's own address where the card tells it, else the redirect of a plain result. */
function addressOf(card: Element, told: string | undefined, link: Element, base: URL): string | undefined {
  const log = card.getAttribute('data-log');
  for (const address of [card.getAttribute('mu'), log && fieldOf(log, 'mu'), told])
    if (address && isReal(address, base)) return address;
  const href = link.getAttribute('href');
  if (card.classList.contains('result-op') || !href || !URL.canParse(href, base)) return undefined;
  const url = new URL(href, base);
  const intoEngine = /(?:^|\.)baidu\.com$/.test(url.hostname) && /^\/(?:s|sf|sf\/.*|baidu)?$/.test(url.pathname);
  return /^https?:$/.test(url.protocol) && !intoEngine ? url.href : undefined;
}

/** `mu` is made up for cards that are no page: another search, a light app, a list of searches. */
function isReal(address: string, base: URL): boolean {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address, base)) return false;
  const { hostname, pathname } = new URL(address, base);
  if (/(?:^|\.)(?:nourl\.ubs|recommend_list|lightapp|image)\.baidu\.com$/.test(hostname)) return false;
  return !(/^(?:www|m)\.baidu\.com$/.test(hostname) && /^\/(?:s|sf|link|baidu\.php)?(?:\/|$)/.test(pathname));
}

/** A name as it stands, or the host of an address that is cut short: `b2b.example.com/qiye...`. */
function siteName(element: Element | undefined): string {
  const shown = element ? readLine(element) : '';
  const host = /^(?:https?:\/\/)?((?:[\w-]+\.)+[a-z]{2,})(?:[/\s.]|$)/i.exec(shown)?.[1];
  return host ? host.replace(/^www\./, '') : shown.replace(/\s*\d{4}[-年].*$/, '');
}

const dateShape =
  /^(?:\d{4}[年-]\d{1,2}[月-]\d{1,2}日?|\d{1,2}月\d{1,2}日|\d{1,2}-\d{1,2}|\d+\s?(?:秒|分钟|小时|天|周|个月|月|年)前|[今昨前]天)(?:\s?\d{1,2}:\d{2})?/;

const dateIn = (text: string): string | undefined => dateShape.exec(text)?.[0];

/** "2016年11月16日 - …": a date, then a dash. A date that opens a sentence is not the page's. */
function leadingDate(text: string): string | undefined {
  const date = dateIn(text);
  return date && /^\s*[-—]/.test(text.slice(date.length)) ? date : undefined;
}

function place(document: Document): Place {
  return document.getElementById('content_right') ? { kind: 'column', selector: '#content_right' } : { kind: 'dock' };
}
