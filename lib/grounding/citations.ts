/** No citation is longer than this, so that a stream never holds back more. */
export const longestCitation = 24;

/** A piece of an answer; `raw` is its text, letter for letter. With `citation`, the numbers it cites. */
export interface Segment {
  raw: string;
  citation?: number[];
}

export interface Citation {
  /** Offsets into the text, in UTF-16 units. */
  start: number;
  end: number;
  /** Numbers that exist, 1 to `count`. */
  numbers: number[];
  /** Numbers that do not. */
  bad: number[];
}

export interface CitationOptions {
  /** More text may follow: a code span that is still open counts as code. Without it, a lone backtick is a letter. */
  growing?: boolean;
}

/**
 * Splits an answer into text and citations. Reads what models write: `[1] [1, 2] [2-4] 【1】 ［1］ [[1]] [^1] [来源1]
 * [Source 2] [citation:3] [S1] 【1†source】 (来源：[1])`. Not in code, not `[1](url)`, not a `[1]:` definition.
 * A group with 0 in it is an interval or an index. Linear in the text's length.
 */
export function citationSegments(text: string, options: CitationOptions = {}): Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  for (const { start, end, numbers } of scan(text, options)) {
    if (start > from) segments.push({ raw: text.slice(from, start) });
    segments.push({ raw: text.slice(start, end), citation: numbers });
    from = end;
  }
  if (from < text.length) segments.push({ raw: text.slice(from) });
  return segments;
}

/** All citations of an answer that had `count` sources, in order. */
export function citationsIn(text: string, count: number, options: CitationOptions = {}): Citation[] {
  return [...scan(text, options)].map(({ start, end, numbers }) => ({
    start,
    end,
    numbers: numbers.filter((number) => number <= count),
    bad: numbers.filter((number) => number > count),
  }));
}

/** How many characters (0 to 24) at the end of a growing text may still become a citation: not to be shown yet. */
export function openTail(text: string): number {
  for (let start = Math.max(0, text.length - longestCitation); start < text.length; start++) {
    if (opensAt(text, start) && mayBecome.test(text.slice(start))) return text.length - start;
  }
  return 0;
}

/** A parenthesis right after a bracket makes a link of it, whatever is inside: it opens no citation. */
const opensAt = (text: string, at: number): boolean =>
  openers.includes(text.charAt(at)) && !(text.charAt(at) === '(' && ']］】'.includes(text.charAt(at - 1) || ' '));

/** Brackets around numbers, anywhere: what a source must not contain, lest it forge a citation. */
export function withoutCitations(text: string): string {
  return text.replace(brackets, (group) =>
    hasOnlyLabels(group)
      ? `(${group.replace(/^[[［【]+|[\]］】]+$/g, '')})`
      : group.charAt(0) + withoutCitations(group.slice(1)),
  );
}

const labels =
  '来源 來源 资料 資料 出处 出處 参考 參考 引用 结果 結果 文献 文獻 见 見 参见 參見 资料来源 信息来源 数据来源 sources source refs ref references reference citations citation cite results result docs doc document see s'.split(
    ' ',
  );
const isLabel: ReadonlySet<string> = new Set(labels);
const longestFirst = (a: string, b: string): number => b.length - a.length;
const label = `(?:${[...labels].sort(longestFirst).join('|')})`;
const labelStart = `(?:${[...new Set(labels.flatMap((word) => Array.from(word, (_, at) => word.slice(0, at + 1))))].sort(longestFirst).join('|')})`;
/** A text without any of these has no citation in it. */
export const bracketOpeners = '[［【';
const openers = `${bracketOpeners}(（`;

// Every repetition below is bounded, so a match costs a constant: no input makes the scan quadratic. That a word is one of
// the labels is looked at afterwards: a pattern with all of them, a dozen times over, takes browsers 10 ms to compile.
const word = '[a-z\\u4e00-\\u9fff]{1,10}';
const item = `(?:${word} ?[:：#]? ?|\\^)?[0-9０-９]{1,3}\\^?`;
const separator = ' ?(?:[,，、;；&~～–—-]|和|及|与|至|到|and|to) ?';
const bracket = `[${bracketOpeners}]{1,2} ?${item}(?:${separator}${item}){0,7} ?(?:†[^\\]］】\\n]{0,12})?[\\]］】]{1,2}`;
const brackets = new RegExp(bracket, 'gi');
const wrapper = `[(（] ?(?:${word} ?[:：]? ?)?${bracket}(?:[,，、;；和 ]{0,2}${bracket}){0,7} ?[)）]`;
const citation = new RegExp(`${wrapper}|${bracket}`, 'iy');
const innerNumbers = new RegExp(
  `([0-9０-９]{1,3})(?:(?: ?[~～–—至到-] ?| to )(?:${word} ?|\\^)?([0-9０-９]{1,3}))?`,
  'gi',
);

/** Whether the words in a match of these patterns are labels, or stand between two items. */
function hasOnlyLabels(match: string): boolean {
  for (const [, before, joint, word] of match
    .replace(/†[^\]］】\n]*/g, '')
    .toLowerCase()
    .matchAll(wordsIn)) {
    const isBehindItem = /[0-9０-９^\]］】]/.test(before ?? '');
    const label = isBehindItem && joint ? word : `${joint ?? ''}${word}`;
    if (label ? !isLabel.has(label) : !isBehindItem) return false;
  }
  return true;
}

/** Each row of letters: what stands before it, a joint of two items, and the rest. */
const wordsIn = /([^a-z\u4e00-\u9fff ]) *(?=[a-z\u4e00-\u9fff])(and|to|[和及与至到])? *([a-z\u4e00-\u9fff]*)/g;

// Looser than the grammar, on purpose: whatever could grow into a citation, and little else.
const part = `(?:[0-9０-９^,，、;；:：#&~～–—和及与至到 -]|and|to|${label})`;
const dagger = '(?:†[^\\]］】\\n]{0,12})?';
const mayBecome = new RegExp(
  `^(?:[[［【]{1,2}${part}*(?:${labelStart}|an?|t)?${dagger}[\\]］】]{0,2}|[(（]${part}*(?:${labelStart})?(?:[[［【]{1,2}${part}*(?:${labelStart}|an?|t)?${dagger}[\\]］】]{0,2}${part}*)*)$`,
  'i',
);

interface Found {
  start: number;
  end: number;
  numbers: number[];
}

function* scan(text: string, { growing = false }: CitationOptions): Generator<Found> {
  let fence = '';
  for (let lineStart = 0; lineStart < text.length; ) {
    const newline = text.indexOf('\n', lineStart);
    const lineEnd = newline < 0 ? text.length : newline;
    const line = text.slice(lineStart, lineEnd);
    const mark = fenceMark(line);
    if (fence) {
      if (mark?.startsWith(fence) && /^[\s>]*[`~]+\s*$/.test(line)) fence = '';
    } else if (mark) {
      fence = mark;
    } else {
      for (const found of scanLine(line, growing && newline < 0)) {
        yield { ...found, start: lineStart + found.start, end: lineStart + found.end };
      }
    }
    lineStart = lineEnd + 1;
  }
}

/** The run of backticks or tildes that opens or closes a code fence on this line. */
function fenceMark(line: string): string | undefined {
  const [, mark, rest] = /^[ \t>]*(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
  return mark && !(mark.startsWith('`') && rest?.includes('`')) ? mark : undefined;
}

function* scanLine(line: string, mayGrow: boolean): Generator<Found> {
  const closing = lastRuns(line);
  for (let at = 0; at < line.length; at++) {
    const letter = line.charAt(at);
    if (letter === '`') {
      const length = runLength(line, at);
      const closed = (closing.get(length) ?? -1) > at;
      if (closed) at = nextRun(line, at + length, length) + length - 1;
      else if (mayGrow) return;
      else at += length - 1;
    } else if (opensAt(line, at)) {
      const found = citationAt(line, at);
      if (!found) continue;
      yield found;
      at = found.end - 1;
    }
  }
}

function citationAt(line: string, start: number): Found | undefined {
  citation.lastIndex = start;
  const raw = citation.exec(line)?.[0];
  if (!raw || raw.length > longestCitation || !hasOnlyLabels(raw)) return undefined;
  const end = start + raw.length;
  const next = line.charAt(end);
  const wrapped = '(（'.includes(raw.charAt(0));
  if (!wrapped && (next === '(' || (next === ':' && line.slice(0, start).trim() === ''))) return undefined;
  const numbers = numbersIn(raw);
  return numbers.includes(0) ? undefined : { start, end, numbers };
}

function numbersIn(raw: string): number[] {
  const numbers = new Set<number>();
  for (const [, first = '', last] of raw.replace(/†.*/, '').matchAll(innerNumbers)) {
    const from = toNumber(first);
    const to = last ? toNumber(last) : from;
    if (to >= from && to - from < 20) for (let number = from; number <= to; number++) numbers.add(number);
    else numbers.add(from).add(to);
  }
  return [...numbers];
}

const toNumber = (digits: string): number =>
  Number(digits.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)));

function runLength(line: string, at: number): number {
  let end = at;
  while (line.charAt(end) === '`') end++;
  return end - at;
}

/** Where the last run of each length begins: tells in one step whether a code span is ever closed. */
function lastRuns(line: string): Map<number, number> {
  return new Map(Array.from(line.matchAll(/`+/g), (run) => [run[0].length, run.index]));
}

function nextRun(line: string, from: number, length: number): number {
  let at = line.indexOf('`', from);
  while (at >= 0 && runLength(line, at) !== length) at = line.indexOf('`', at + runLength(line, at));
  return at;
}
