import { isHan } from './han.ts';
import { simplified } from './simplified.ts';

/**
 * Sentences and words of Chinese, English and mixed text. The same in every browser: no Intl.Segmenter and no Unicode
 * property classes, whose tables differ by browser version. Linear in the text's length.
 */
export interface Sentence {
  /** The text from `start` to `end` (UTF-16 offsets), without outer white space. */
  text: string;
  start: number;
  end: number;
}

/** The widest sentence: Han and other wide letters count 2, others 1. Longer ones are cut at a comma. */
const widest = 360;

/** Sentences in order; together they hold everything but white space. A full-width semicolon ends one, too. */
export function sentences(text: string): Sentence[] {
  const found: Sentence[] = [];
  let start = 0;
  const cut = (end: number): void => {
    for (const [from, to] of pieces(text, start, end)) found.push({ text: text.slice(from, to), start: from, end: to });
    start = end;
  };
  mayEndSentence.lastIndex = 0;
  for (let match = mayEndSentence.exec(text); match; match = mayEndSentence.exec(text)) {
    const end = boundaryAt(text, match.index, start);
    if (end > match.index) cut(end);
    mayEndSentence.lastIndex = Math.max(end, match.index + 1);
  }
  cut(text.length);
  return found;
}

/**
 * Calls `take` for each word with its place. Han and kana: every letter and every pair of neighbours. Other letters: whole
 * words in lower case, without possessive and plural s. Digits: numbers, without thousands commas; letters and digits part.
 * Traditional Han letters become simplified ones, and accents fall away.
 */
export function eachWord(written: string, take: (word: string, start: number, end: number) => void): void {
  const text = simplified(written); // every letter keeps its place
  let previousHan = -1;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const size = code > 0xffff ? 2 : 1;
    if (isHan(code)) {
      if (previousHan >= 0) take(text.slice(previousHan, at + size), previousHan, at + size);
      take(text.slice(at, at + size), at, at + size);
      previousHan = at;
      at += size;
      continue;
    }
    previousHan = -1;
    const end = isDigit(code) ? numberEnd(text, at) : isLetter(code) ? letterEnd(text, at) : at;
    if (end > at) take(isDigit(code) ? plainNumber(text.slice(at, end)) : folded(text.slice(at, end)), at, end);
    at = end > at ? end : at + size;
  }
}

/** The words of a text, as `eachWord` finds them. */
export function words(text: string): string[] {
  const found: string[] = [];
  eachWord(text, (word) => found.push(word));
  return found;
}

/** How wide a text is: Han and other wide letters 2, others 1. */
export function width(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at) >= 0x2e80 ? 2 : 1;
  return sum;
}

// ---- where a sentence ends

/** Not ；: what it parts is half a thought, and half a thought quoted alone misleads. */
const chineseStops = '。！？｡';
const closers = '」』”’）)】》〉〕］]｝}';
const breaks = '\n\r\u2028\u2029\u0085\u000b\u000c';

/** Where `boundaryAt` is worth asking: it is code that has just been compiled when a background was started for a question. */
const mayEndSentence =
  /[。！？｡!?….\t\n\r\u2028\u2029\u0085\v\f]|[ \u3000\u00a0](?=[ \u3000\u00a0\t\n\r\u2028\u2029\u0085\v\f])/g;

/** If a sentence ends with the letter at `at`: the offset after it and what closes with it. Else `at`. */
function boundaryAt(text: string, at: number, start: number): number {
  const letter = text.charAt(at);
  if (breaks.includes(letter)) return at + 1;
  if (chineseStops.includes(letter)) return withClosers(text, at + 1, start);
  if (letter === '!' || letter === '?') {
    const end = stopsEnd(text, at);
    return endsHere(text, end) && !/^[a-z]/.test(wordAfter(text, end)) ? withClosers(text, end, start) : at;
  }
  if (letter === '…') {
    const end = stopsEnd(text, at);
    return end - at > 1 || endsHere(text, end) ? withClosers(text, end, start) : at;
  }
  if (letter === '.') return dotEnd(text, at, start);
  return isGap(text, at) ? at + 1 : at;
}

function dotEnd(text: string, at: number, start: number): number {
  const end = stopsEnd(text, at);
  if (end - at > 1) return endsHere(text, end) ? withClosers(text, end, start) : at;
  if (!endsHere(text, end)) return at;
  const before = /[A-Za-z.\d]*$/.exec(text.slice(Math.max(start, at - 12), at))?.[0] ?? '';
  const begins = at - start < 16 && skipSpace(text, start, at) === at - before.length;
  if (begins && /^(\d{1,3}|[A-Za-z]|[ivx]{1,4})$/.test(before)) return at; // "1. First", a list's mark
  const after = wordAfter(text, end);
  if (/^[a-z]/.test(after)) return at;
  if (titles.has(before.toLowerCase())) return at;
  if (counted.has(before.toLowerCase()) && /^\d/.test(after)) return at;
  const isShort =
    /^[A-Za-z]$/.test(before) || /^([A-Za-z]\.)+[A-Za-z]$/.test(before) || mayEnd.has(before.toLowerCase());
  if (isShort && after !== '' && !starters.test(after) && !isHan(after.codePointAt(0) ?? 0)) return at;
  return withClosers(text, end, start);
}

/** Never the end of a sentence. */
const titles = new Set(
  'mr mrs ms dr prof st sr jr gen col lt sgt capt rev hon gov sen rep vs cf e.g i.e al approx'.split(' '),
);
/** Not the end before a number. */
const counted = new Set(
  'no nos fig figs vol ch sec eq art p pp jan feb mar apr jun jul aug sep sept oct nov dec'.split(' '),
);
/** The end only before a word that likes to begin sentences. */
const mayEnd = new Set('inc ltd co corp etc dept est mt ft ave blvd ed eds ph.d'.split(' '));
const starters =
  /^["'“‘(]?(The|It|Its|In|He|She|We|They|You|This|That|These|Those|But|And|However|A|An|As|At|On|For|When|If|There|His|Her|Their|Our|Since|After|Before|While|With|By|From|What|Why|How|Who)\b/;

/** The beginning of the next word, past what closes. A small letter there means that the sentence goes on. */
function wordAfter(text: string, end: number): string {
  let from = end;
  while (from < end + 24 && `"'”’)]`.includes(text.charAt(from)) && from < text.length) from++;
  return (
    text
      .slice(from, end + 24)
      .trimStart()
      .split(/\s/, 1)[0]
      ?.slice(0, 12) ?? ''
  );
}

/** The offset after a run of stops: `?!`, `……`, `...`. */
function stopsEnd(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && '.…!?！？。'.includes(text.charAt(end))) end++;
  return end;
}

/** After a stop that may be a dot inside something: white space, a closing mark, Han, or the end of the text. */
function endsHere(text: string, end: number): boolean {
  const next = text.charAt(end);
  if (next === '' || isSpace(next) || closers.includes(next) || '"\'“‘「『（【'.includes(next)) return true;
  return (next === '[' && /\d/.test(text.charAt(end + 1))) || isHan(text.codePointAt(end) ?? 0);
}

/** Quotes, brackets and numbers like [1] after a stop belong to the sentence that stops. */
function withClosers(text: string, from: number, start: number): number {
  let end = from;
  for (; end < text.length; end++) {
    const letter = text.charAt(end);
    if (letter === '"' && !isOdd(text, start, end)) break;
    if (!closers.includes(letter) && !`"'${chineseStops}…！？`.includes(letter)) break;
  }
  const mark = /^( ?[[［【][\d,，、 ^-]{1,12}[\]］】])+/.exec(text.slice(end, end + 48))?.[0];
  return end + (mark?.length ?? 0);
}

/** Whether the straight quotes between two offsets are odd in number, so that one more closes. Looks back 400 letters. */
function isOdd(text: string, start: number, end: number): boolean {
  let odd = false;
  for (let at = Math.max(start, end - 400); at < end; at++) if (text.charAt(at) === '"') odd = !odd;
  return odd;
}

/** White space that stands for a line break in flattened text: a tab, two or more blanks beside Han. */
function isGap(text: string, at: number): boolean {
  if (!isSpace(text.charAt(at)) || at === 0) return false;
  if (text.charAt(at) === '\t') return true;
  if (!isSpace(text.charAt(at + 1))) return false;
  const before = text.charCodeAt(at - 1);
  return before > 0x2e80 || text.charAt(at) === '\u3000' || text.charCodeAt(at + 2) > 0x2e80;
}

const isSpace = (letter: string): boolean =>
  letter === ' ' ||
  letter === '\u3000' ||
  letter === '\u00a0' ||
  (letter !== '' && (breaks.includes(letter) || letter === '\t'));

/** The offset of the first letter from `from` on that is no white space; at most `end`. */
function skipSpace(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isSpace(text.charAt(at))) at++;
  return at;
}

// ---- sentences that are too long

/** The trimmed range, in pieces no wider than `widest`, cut after a comma where there is one, never inside a letter. */
function* pieces(text: string, start: number, end: number): Generator<[number, number]> {
  let from = skipSpace(text, start, end);
  while (end > from && isSpace(text.charAt(end - 1))) end--;
  // No letter is wider than 2.
  if ((end - from) * 2 < widest) {
    if (end > from) yield [from, end];
    return;
  }
  let sum = 0;
  let comma = 0;
  for (let at = from; at < end; at++) {
    sum += text.charCodeAt(at) >= 0x2e80 ? 2 : 1;
    if (sum > widest / 3 && '，,、；;：: '.includes(text.charAt(at))) comma = at + 1;
    if (sum < widest || at + 1 >= end) continue;
    let to = comma > from ? comma : at + 1;
    if (isLowSurrogate(text.charCodeAt(to))) to++;
    yield [from, trimmedEnd(text, from, to)];
    from = skipSpace(text, to, end);
    at = from - 1;
    sum = 0;
  }
  if (end > from) yield [from, end];
}

function trimmedEnd(text: string, from: number, end: number): number {
  while (end > from + 1 && isSpace(text.charAt(end - 1))) end--;
  return end;
}

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

// ---- words

export const isDigit = (code: number): boolean => (code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19);

/** Letters outside Han: everything that is not known to be a sign, a space or an emoji. */
export function isLetter(code: number): boolean {
  if (code < 0xc0) return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  if (code === 0xd7 || code === 0xf7) return false;
  if (code >= 0x2000 && code <= 0x2bff) return false;
  if (code >= 0x2e00 && code <= 0x30ff) return false;
  if (code >= 0xd800 && code <= 0xf8ff) return false;
  if (code >= 0xfe00 && code <= 0xfe6f) return false;
  if (code >= 0xff00) return (code >= 0xff21 && code <= 0xff3a) || (code >= 0xff41 && code <= 0xff5a);
  return !isHan(code);
}

function letterEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    const joins = (code === 0x27 || code === 0x2019) && end > at && isLetter(text.charCodeAt(end + 1));
    if (!isLetter(code) && !joins) break;
    end++;
  }
  return end;
}

function numberEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (!isDigit(code) && !(',.:'.includes(text.charAt(end)) && isDigit(text.charCodeAt(end + 1)))) break;
    end++;
  }
  return end;
}

const halfWidth = (text: string): string =>
  text.replace(/[\uff10-\uff5a]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0));

const plainNumber = (number: string): string => halfWidth(number).replace(/,(?=\d{3}(?!\d))/g, '');

/** Málaga as Malaga, however its accent is written: answers and sources differ in them. */
const withoutAccents = (word: string): string =>
  /[\u00c0-\u036f]/.test(word) ? word.normalize('NFD').replace(/[\u0300-\u036f]/g, '') : word;

function folded(word: string): string {
  const plain = /^[A-Za-z]+$/.test(word)
    ? word.toLowerCase()
    : withoutAccents(halfWidth(word))
        .toLowerCase()
        .replace(/['\u2019]s$/, '')
        .replace(/['\u2019]/g, '');
  if (plain.length < 4 || !plain.endsWith('s') || /(ss|us|is)$/.test(plain)) return plain;
  return plain.endsWith('ies') ? `${plain.slice(0, -3)}y` : plain.slice(0, -1);
}
