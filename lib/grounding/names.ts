import { beginning, type PreparedSource, squeeze } from './prepared.ts';
import { eachWord } from './segment.ts';
import { isCommon, stem, termsOf } from './terms.ts';

/** A name in a claim: a title in 《》, words in quotes, capitalised Latin words, a foreign name written in Han. */
export interface Name {
  raw: string;
  start: number;
  end: number;
  /** One of these, squeezed, must stand in a source. */
  needle?: string;
  /** Or else all these words must, where there are any. */
  words: string[];
}

// Bounded, so that unclosed marks cost no more than linear time.
const quoted = /《([^《》\n]{1,40})》|“([^“”\n]{2,40})”|「([^「」\n]{2,40})」|『([^『』\n]{2,40})』|"([^"\n]{2,40})"/g;
const dotted = /[\u4e00-\u9fff]{1,5}(?:[·•・‧][\u4e00-\u9fff]{1,6}){1,3}/g;
const capital = "[A-Z\\u00c0-\\u00de][\\w\\u00c0-\\u024f'’&-]{0,30}";
const capitalised = new RegExp(
  `(?<![\\w\\u00c0-\\u024f])${capital}(?:(?:\\.? | (?:of|the|de|van|von|der|la|du|and|for|in|&) )${capital}){0,7}`,
  'g',
);
/** In Chinese text every Latin word is a name or as good as one. */
const latin =
  /(?<![A-Za-z\u00c0-\u024f])[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’-]{1,30}(?: [A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’-]{1,30}){0,5}/g;

const monthOrDay =
  /^(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/i;

/** The names of a claim, in order. `isHanText`: the claim is Chinese. Linear. */
export function namesIn(claim: string, isHanText: boolean): Name[] {
  const names: Name[] = [];
  for (const match of claim.matchAll(quoted)) {
    const inside = match.slice(1).find((group) => group !== undefined) ?? '';
    const needle = squeeze(inside);
    // Latin words in quotes may stand in the source in another form or order; a Chinese title stands as it is.
    const isHanName = /[\u4e00-\u9fff]/.test(needle);
    const words = isHanName ? [] : termsOf(inside).flatMap(({ word }) => (isCommon(word) ? [] : [word]));
    if (needle) {
      names.push({ raw: match[0], start: match.index, end: match.index + match[0].length, needle, words });
    }
  }
  const quotes = [...names];
  const isInQuotes = (at: number): boolean => quotes.some(({ start, end }) => start <= at && at < end);
  for (const match of claim.matchAll(dotted)) {
    const name = isInQuotes(match.index) ? undefined : dottedName(match[0], match.index);
    if (name) names.push(name);
  }
  for (const match of claim.matchAll(isHanText ? latin : capitalised)) {
    const name = isInQuotes(match.index) ? undefined : latinName(match[0], match.index, claim, isHanText);
    if (name) names.push(name);
  }
  return names;
}

/** Words run on before and after a name without a space; these letters begin or end them, and stand in few names. */
const before = /^.*[是由和与及为在被给将于的向对从并而以后前了去到家师手员者子战]/;
const after = /[是由和与及为在被给将于的向对从并而以后前了执担导演饰获当说表宣].*$/;

function dottedName(written: string, at: number): Name | undefined {
  const parts = written.split(/[·•・‧]/);
  const [head = '', tail = ''] = [parts[0], parts.at(-1)];
  const first = head.replace(before, '') || head.slice(-1);
  const last = tail.charAt(0) + tail.slice(1).replace(after, '');
  const start = at + head.length - first.length;
  const end = at + written.length - (tail.length - last.length);
  const raw = written.slice(head.length - first.length, written.length - (tail.length - last.length));
  // What still runs on is left alone: the letters next to the dots must do.
  return {
    raw,
    start,
    end,
    needle: squeeze(`${first.slice(-2)}${parts.slice(1, -1).join('')}${last.slice(0, 2)}`),
    words: [],
  };
}

function latinName(raw: string, start: number, claim: string, isHanText: boolean): Name | undefined {
  let from = 0;
  const isFirst = !isHanText && /(^|[.!?:"“(]\s*)$/.test(claim.slice(Math.max(0, start - 4), start));
  const parts = [...raw.matchAll(/[^ ]+/g)];
  // A capital at a sentence's beginning says nothing, unless another capitalised word follows.
  const [head = '', second = ''] = parts.map(([word]) => word);
  if (
    isFirst &&
    (isCommon(stem(head.toLowerCase())) || !/^[A-Z\u00c0-\u00de]/.test(second)) &&
    !/[A-Z]/.test(head.slice(1))
  )
    from = parts[1]?.index ?? raw.length;
  const text = raw.slice(from);
  const words: string[] = [];
  eachWord(text, (word, at, end) => {
    const isAcronym = /^[A-Z]+$/.test(text.slice(at, end));
    if (!/\d/.test(word) && word.length > 1 && !monthOrDay.test(word) && (isAcronym || !isCommon(stem(word)))) {
      words.push(stem(word));
    }
  });
  return words.length > 0 ? { raw: text, start: start + from, end: start + raw.length, words } : undefined;
}

/** Whether any of the sources holds the name, each of its words in some form. */
export function holdsName(sources: readonly PreparedSource[], { needle, words }: Name): boolean {
  if (needle !== undefined) {
    if (sources.some(({ squeezed }) => squeezed.includes(needle))) return true;
    if (words.length === 0) return false;
  }
  return words.every((word) => sources.some((source) => holdsWord(source, word)));
}

/** Short Latin names that Chinese texts spell out. */
const spelled: Record<string, RegExp> = {
  gdp: /国内生产总值|国民生产总值/,
  cpi: /居民消费价格/,
  ceo: /首席执行官|执行长/,
  who: /世界卫生组织|世卫组织/,
  wto: /世界贸易组织|世贸组织/,
  imf: /国际货币基金/,
  nato: /北约/,
  eu: /欧盟/,
  un: /联合国/,
  us: /美国/,
  usa: /美国/,
  uk: /英国/,
  ai: /人工智能/,
  nba: /美国职业篮球/,
  nasa: /美国国家航空航天局|美国宇航局/,
};

function holdsWord(source: PreparedSource, word: string): boolean {
  if (source.places.has(word) || source.titleWords.has(word)) return true;
  if (spelled[word]?.test(source.squeezed)) return true;
  if (word.length > beginning && source.beginnings.has(word.slice(0, beginning))) return true;
  return word.length >= 2 && word.length <= 5 && source.squeezed.includes(word) && /^[a-z]+$/.test(word);
}
