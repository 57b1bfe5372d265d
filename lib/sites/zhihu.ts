import { correctionsIn } from './corrections.ts';
import { numberSent } from './number-sent.ts';
import { readQuery } from './query.ts';
import { readLine, readText } from './read-text.ts';
import { type Found, type Place, pageUrl, type Reading, readingOf, type Site } from './site.ts';

/** Zhihu: a question with the answers that are loaded, a search, a column article. */
export const zhihu: Site = {
  id: 'zhihu',
  owns: (url) => url.hostname === 'www.zhihu.com' || url.hostname === 'zhuanlan.zhihu.com',
  questionKey: (url) => {
    const at = locate(url);
    return at && `${at.kind} ${at.id}`;
  },
  read,
  list,
  place,
};

/** A question and its answers are whole where the column beside them begins, long before what the page's scripts are given. */
function list(document: Document, url: URL): Element | undefined {
  if (locate(url)?.kind === 'question') return document.getElementsByClassName('Question-mainColumn')[0];
  return document.getElementById('root') ?? undefined;
}

interface Location {
  kind: 'question' | 'article' | 'search';
  /** Number of the question or article, or the words searched for. */
  id: string;
}

function locate(url: URL): Location | undefined {
  const question = /^\/question\/(\d+)(?:\/|$)/.exec(url.pathname)?.[1];
  const article = /^\/p\/(\d+)(?:\/|$)/.exec(url.pathname)?.[1];
  if (url.hostname === 'zhuanlan.zhihu.com') return article ? { kind: 'article', id: article } : undefined;
  if (question && !/\/(?:log|write|edit|invite)$/.test(url.pathname)) return { kind: 'question', id: question };
  if (url.pathname !== '/search') return undefined;
  const words = readQuery(url.search, ['q']);
  return words ? { kind: 'search', id: words } : undefined;
}

function read(document: Document, url: URL): Reading | undefined {
  const at = locate(url);
  if (at?.kind === 'question') return readQuestion(document, url, at.id);
  if (at?.kind === 'article') return readArticle(document, url);
  return at && readSearch(document, url, at.id);
}

function readQuestion(document: Document, url: URL, id: string): Reading | undefined {
  // Hydrated pages hold the title twice; the sticky copy may be empty.
  const title = firstText(document, ['QuestionHeader-title', 'zm-item-title']); // 2017-05 to 2026-06; before
  if (!title) return undefined;
  let found = answersTo(id, document, title, url);
  const number = numberSent(document, id, found.length > 0 ? undefined : numbersIn(document));
  if (found.length === 0 && number !== id) found = answersTo(number, document, title, url);
  if (found.length === 0)
    for (const item of document.getElementsByClassName('zm-item-answer')) found.push(oldAnswer(item, title, url));
  // Answers, but none to this question: the page is still showing the one before.
  if (found.length === 0 && document.getElementsByClassName('AnswerItem').length > 0) return undefined;
  const description = firstOf(document, ['QuestionRichText', 'zm-editable-content']);
  const detail = description ? readText(description).replace(/\s*显示全部$/, '') : '';
  const total = totalAnswers(document);
  return readingOf(
    {
      site: 'zhihu',
      kind: 'question',
      url: pageUrl(url),
      query: title,
      ...(detail && { detail }),
      ...(total !== undefined && { total }),
    },
    found,
  );
}

function answersTo(number: string, document: Document, title: string, url: URL): Found[] {
  const seen = new Set<string>();
  const found: Found[] = [];
  for (const item of document.getElementsByClassName('AnswerItem')) {
    const answer = readAnswer(item, title, url, number);
    if (!answer || seen.has(answer.source.url)) continue;
    seen.add(answer.source.url);
    found.push(answer);
  }
  return found;
}

const numbersIn = (document: Document): (string | undefined)[] =>
  Array.from(document.getElementsByClassName('AnswerItem'), (item) => askedIn(factsOf(item)));

/** The number of the question that an answer says it is to. */
const askedIn = ({ url = '' }: Record<string, string | undefined>): string | undefined =>
  /\/question\/(\d+)/.exec(url)?.[1];

/** Undefined: an answer to another question, recommended below or left from before. */
function readAnswer(item: Element, title: string, url: URL, questionId: string): Found | undefined {
  const facts = factsOf(item);
  const id = item.getAttribute('name') ?? fromZop(item, 'itemId') ?? /\/answer\/(\d+)/.exec(facts.url ?? '')?.[1];
  if ((askedIn(facts) ?? questionId) !== questionId) return undefined;
  const body = item.getElementsByClassName('RichContent-inner')[0] ?? item.getElementsByClassName('RichContent')[0];
  const text = body ? answerText(body) : '';
  const author = facts.name || fromZop(item, 'authorName') || firstText(item, ['AuthorInfo-name']);
  const date = dateOf(item) ?? (facts.dateModified ?? facts.dateCreated)?.slice(0, 10);
  const corrections = correctionsIn(item);
  const votes = facts.upvoteCount ? Number(facts.upvoteCount) : votesOf(item);
  return {
    element: item,
    source: {
      title,
      url: id ? `https://www.zhihu.com/question/${questionId}/answer/${id}` : pageUrl(url),
      site: '知乎',
      text,
      kind: 'answer',
      ...(author && { author }),
      ...(date && { date }),
      ...(corrections.length > 0 && { corrections }),
      ...(votes !== undefined && Number.isFinite(votes) && { votes }),
    },
  };
}

/** The layout before May 2017. */
function oldAnswer(item: Element, title: string, url: URL): Found {
  const body = item.getElementsByClassName('zm-editable-content')[0];
  const author = firstText(item, ['author-link', 'name']);
  const link = item.getElementsByClassName('answer-date-link')[0]?.getAttribute('href');
  const date = /\d{4}-\d{2}-\d{2}/.exec(firstText(item, ['answer-date-link']))?.[0];
  const votes = Number.parseInt(firstText(item, ['js-voteCount', 'count']), 10);
  return {
    element: item,
    source: {
      title,
      url: link && URL.canParse(link, url) ? new URL(link, url).href : pageUrl(url),
      site: '知乎',
      text: body ? readText(body) : '',
      kind: 'answer',
      ...(author && { author }),
      ...(date && { date }),
      ...(Number.isFinite(votes) && { votes }),
    },
  };
}

/** The schema.org facts of an answer: `meta` elements in its head, before any text. */
function factsOf(item: Element): Record<string, string | undefined> {
  const facts: Record<string, string | undefined> = {};
  const author = item.getElementsByClassName('AuthorInfo')[0];
  for (const parent of [item, author, author?.firstElementChild])
    for (let child = parent?.firstElementChild; child; child = child.nextElementSibling) {
      const name = child.localName === 'meta' && child.getAttribute('itemprop');
      // The author has a `url` too: the answer's own, read first, stays.
      if (name) facts[name] ??= child.getAttribute('content') ?? undefined;
    }
  if (!facts.url?.includes('/question/')) facts.url = undefined;
  return facts;
}

function fromZop(item: Element, field: string): string | undefined {
  try {
    const zop: unknown = JSON.parse(item.getAttribute('data-zop') ?? 'null');
    const value = zop && typeof zop === 'object' ? (zop as Record<string, unknown>)[field] : undefined;
    return value === undefined ? undefined : String(value);
  } catch {
    return undefined;
  }
}

const asides = /(?:^|\s)(?:ContentItem-(?:time|actions|more)|CopyrightBanner|RichText-MCNLinkCardContainer)(?:\s|$)/;

const answerText = (body: Element): string =>
  readText(body, (element) => element.localName === 'div' && asides.test(element.className));

const dateOf = (item: Element): string | undefined => dateIn(firstText(item, ['ContentItem-time', 'Post-Time']));

/** "发布于 2026-01-09 10:01・IP 属地北京" → "2026-01-09 10:01" */
const dateIn = (shown: string): string | undefined =>
  /(?:\d{4}-)?\d{1,2}-\d{1,2}(?:\s\d{1,2}:\d{2})?|[昨前今]天(?:\s\d{1,2}:\d{2})?|\d+\s?(?:分钟|小时|天|个?月)前/.exec(
    shown,
  )?.[0];

function votesOf(item: Element): number | undefined {
  const button = item.getElementsByClassName('VoteButton--up')[0] ?? item.getElementsByClassName('VoteButton')[0];
  return button && votesIn(button);
}

/** "赞同 3.4 万" → 34000 */
function votesIn(button: Element): number | undefined {
  const shown = (button.getAttribute('aria-label') ?? button.textContent ?? '').replaceAll(',', '');
  const [, count, myriad] = /(\d+(?:\.\d+)?)\s*(万|K)?/i.exec(shown) ?? [];
  if (count === undefined) return undefined;
  return Math.round(Number(count) * (myriad === '万' ? 10_000 : myriad ? 1000 : 1));
}

function totalAnswers(document: Document): number | undefined {
  const page = document.getElementsByClassName('QuestionPage')[0];
  for (let child = page?.firstElementChild; child; child = child.nextElementSibling)
    if (child.getAttribute('itemprop') === 'answerCount') return Number(child.getAttribute('content')) || undefined;
  for (const name of ['List-header', 'ViewAll', 'QuestionMainAction', 'zh-answers-title']) {
    const shown = /([\d,]+)\s*个回答/.exec(firstText(document, [name]))?.[1];
    if (shown) return Number(shown.replaceAll(',', ''));
  }
  return undefined;
}

function readArticle(document: Document, url: URL): Reading | undefined {
  const title = firstText(document, ['Post-Title', 'PostIndex-title']); // 2018 to 2026; 2016 and 2017
  const body = firstOf(document, ['Post-RichText', 'PostIndex-content', 'Post-RichTextContainer']);
  if (!title || !body) return undefined;
  const element = firstOf(document, ['Post-Main', 'Post-content', 'PostIndex']) ?? body;
  const author = factsOf(element).name || firstText(element, ['AuthorInfo-name', 'PostIndex-authorName']);
  const date = dateOf(element);
  const votes = votesOf(element);
  const source: Found['source'] = {
    title,
    url: url.origin + url.pathname,
    site: '知乎',
    text: answerText(body),
    kind: 'article',
    ...(author && { author }),
    ...(date && { date }),
    ...(votes !== undefined && { votes }),
  };
  return readingOf({ site: 'zhihu', kind: 'article', url: pageUrl(url), query: title }, [{ source, element }]);
}

function readSearch(document: Document, url: URL, query: string): Reading | undefined {
  const seen = new Set<string>();
  const found: Found[] = [];
  for (const card of document.getElementsByClassName('SearchResult-Card')) {
    const one = readSearchCard(card, url);
    if (!one || seen.has(one.source.url)) continue;
    seen.add(one.source.url);
    found.push(one);
  }
  if (found.length === 0) return undefined;
  return readingOf({ site: 'zhihu', kind: 'results', url: pageUrl(url), query }, found);
}

/** Answers and articles; people, topics and advertisements are no sources. */
function readSearchCard(card: Element, base: URL): Found | undefined {
  const link = card.getElementsByTagName('h2')[0]?.getElementsByTagName('a')[0];
  const href = link?.getAttribute('href');
  if (!link || !href || !URL.canParse(href, base)) return undefined;
  const url = new URL(href, base);
  if (!/\/answer\/\d+/.test(url.pathname) && !(url.hostname === 'zhuanlan.zhihu.com' && /^\/p\//.test(url.pathname)))
    return undefined;
  const body = card.getElementsByClassName('RichText')[0];
  const vote = card.getElementsByClassName('VoteButton')[0];
  const time = firstOf(card, ['SearchItem-time', 'ContentItem-time']);
  const date = time && dateIn(readLine(time));
  const votes = vote && votesIn(vote);
  // The excerpt begins with the author's name in bold and a colon; it stays in the text, as the page shows it.
  const bold = body?.firstElementChild;
  const author = bold?.localName === 'b' && /^\s*[:：]/.test(bold.nextSibling?.nodeValue ?? '') ? readLine(bold) : '';
  return {
    element: card,
    source: {
      title: readLine(link),
      url: url.origin + url.pathname,
      site: '知乎',
      text: body ? answerText(body) : '',
      kind: 'organic',
      ...(author && { author }),
      ...(date && { date }),
      ...(votes !== undefined && { votes }),
    },
  };
}

const firstOf = (root: Document | Element, classes: readonly string[]): Element | undefined => {
  for (const name of classes) {
    const element = root.getElementsByClassName(name)[0];
    if (element) return element;
  }
  return undefined;
};

/** The first text that is not empty among elements of these classes. */
const firstText = (root: Document | Element, classes: readonly string[]): string => {
  for (const name of classes)
    for (const element of root.getElementsByClassName(name)) {
      const text = readLine(element);
      if (text) return text;
    }
  return '';
};

/** The right column of a question or an article; beside `.SearchMain` stands one that has only a hashed class. */
function place(document: Document): Place {
  // The login dialog lies over the whole page, with a shade that would cover the panel. 2026-06
  if (document.querySelector('.Modal-wrapper .signFlowModal')) return { kind: 'dock' };
  for (const selector of ['.Question-sideColumn', '.Post-Row-Content-right', '.SearchMain + *'])
    if (document.querySelector(selector)) return { kind: 'column', selector };
  for (const selector of ['.Question-mainColumn', '.SearchMain', '.Post-Row-Content-left', '.Post-Row-Content > *'])
    if (document.querySelector(selector)) return { kind: 'beside', selector };
  return { kind: 'dock' };
}
