import { citationSegments } from './citations.ts';
import { type Before, beforeNext, isIndentedCode } from './indented-code.ts';
import { maskCode } from './mask-code.ts';
import { sentences, width, words } from './segment.ts';

/** A sentence of an answer that can be checked. */
export interface AnswerClaim {
  /** Offsets into the answer, without list marks and without citations after the stop. */
  start: number;
  end: number;
  /** Its words, without Markdown and citations. */
  text: string;
  /** The numbers it cites, as written; they may not exist. */
  cites: number[];
}

/** Reads claims from an answer that grows: the same claims however the text is split. */
export interface ClaimReader {
  /** The claims that the text so far has newly finished. It must begin with what was pushed before. */
  push(textSoFar: string): AnswerClaim[];
  /** Parts, so far, of a sentence that is too long for one check and has not ended: it may still cite, or be a question. */
  parts(): readonly AnswerClaim[];
  /** The claims left when nothing more will come. */
  end(): AnswerClaim[];
}

/**
 * Claims are sentences as a reader sees them: list items too, and rows or cells of tables when they cite. Headings,
 * code, questions, and lines that only lead to what follows are none. A citation after a full stop belongs to the
 * sentence before it. Linear: each sentence is looked for in a bounded piece of text.
 */
export function createClaimReader(): ClaimReader {
  let text = '';
  let lineStart = 0;
  let fence = '';
  let before: Before = 'nothing';
  // Within the line that still grows: how far it is read, and the parts of a sentence too long for one check.
  let line: LineState = newLine();

  const finishLine = (end: number): AnswerClaim[] => {
    const whole = text.slice(lineStart, end);
    const mark = fenceMark(whole);
    let found: AnswerClaim[] = [];
    if (fence) {
      if (mark.startsWith(fence) && /^[\s>]*(`+|~+)\s*$/.test(whole)) fence = '';
    } else if (mark) fence = mark;
    else if (!isIndentedCode(whole, before)) found = readLine(whole, lineStart, line, true);
    before = fence || mark ? 'nothing' : beforeNext(whole, before);
    line = newLine();
    lineStart = end + 1;
    return found;
  };

  return {
    push(textSoFar) {
      const found: AnswerClaim[] = [];
      const known = text.length;
      text = textSoFar;
      for (let end = text.indexOf('\n', Math.max(lineStart, known)); end >= 0; end = text.indexOf('\n', lineStart)) {
        found.push(...finishLine(end));
      }
      const growing = text.slice(lineStart);
      if (!fence && !isIndentedCode(growing, before)) found.push(...readLine(growing, lineStart, line, false));
      return found;
    },
    parts: () => line.pending.filter(saysSomething),
    end: () => (lineStart < text.length ? finishLine(text.length) : []),
  };
}

// ---- one line

interface LineState {
  /** Offset in the line up to which it is read; -1: nothing yet. */
  read: number;
  /** Where the sentence begins that is being read: no code goes on there, as it may where a long one is cut. */
  from: number;
  pending: AnswerClaim[];
}

const newLine = (): LineState => ({ read: -1, from: 0, pending: [] });

/** No decision about a sentence's end looks farther ahead than this. */
const lookahead = 96;
/** A sentence, or a part of one, is looked for in so much text. */
const piece = 640;

const prefix = /^(?:[ \t]|>|[-*+•●▪·] (?:\[[ xX]\] )?|\d{1,3}[.)、．] ?(?!\d)|[(（]\d{1,2}[)）] ?)*/;

/** More text makes nothing else of such a line: no heading, no rule, no definition, and no other list's mark. */
const beginsPlainly = (line: string): boolean =>
  /^(?:\*\*|__)?["'“‘「『《]?[a-z\d\u3400-\u9fff].*[。！？｡.!?]/i.test(line.slice(prefix.exec(line)?.[0].length));

function readLine(line: string, offset: number, state: LineState, isWhole: boolean): AnswerClaim[] {
  const masked = line.slice(0, state.from) + maskCode(line.slice(state.from));
  if (!isWhole && (waitsForEnd(line, masked) || (line.length < lookahead && !beginsPlainly(line)))) return [];
  if (state.read < 0) {
    if (isSkipped(line)) {
      state.read = Number.POSITIVE_INFINITY;
      return [];
    }
    if (isWhole && isTableRow(line)) return rowClaims(line, offset);
    state.read = prefix.exec(line)?.[0].length ?? 0;
  }
  const found: AnswerClaim[] = [];
  while (state.read < line.length) {
    const next = nextPart(masked, state.read, isWhole);
    if (!next) break;
    const raw = line.slice(next.start, next.end);
    const claim = { start: offset + next.start, end: offset + next.end, text: readable(raw), cites: next.cites };
    state.read = next.read;
    state.pending.push(claim);
    if (next.isCut && state.read < line.length) continue;
    const parts = state.pending;
    state.pending = [];
    state.from = state.read;
    const cites = [...new Set(parts.flatMap((part) => part.cites))];
    const isLead = /[:：]\s*$/.test(claim.text) || isBoldLine(line);
    if (isQuestion(claim.text) || (cites.length === 0 && isLead)) continue;
    for (const part of parts) if (saysSomething(part)) found.push({ ...part, cites });
  }
  return found;
}

/** A table's row, a fence and a line with code that is not closed are read when they are whole: their end may change their beginning. */
const waitsForEnd = (line: string, masked: string): boolean =>
  masked.includes('`') ||
  fenceMark(line) !== '' ||
  line.endsWith('`') || // it may go on
  isTableRow(line) ||
  isBoldLine(line) ||
  isBoldLine(line.replace(/[*_]$/, '')) || // half of the marks that close it
  /^[-=*_ \t>]*$/.test(line);

/** Headings, rules, code marks, definitions of links, comments. */
const isSkipped = (line: string): boolean =>
  /^[ \t>]*(#{1,6}([ \t]|$)|~~~|\[[^\]\n]{1,40}\]:|<!--|[-=*_ \t]{3,}$)/.test(line);

const isTableRow = (line: string): boolean => /^[ \t>]*\|/.test(line);

/** A line set in bold as a whole is a heading in all but name. */
const isBoldLine = (line: string): boolean =>
  /^[ \t>]*(\*\*|__)(?![*_\s])[^*_]{0,400}((\*\*|__)[:：]?\s*)?$/.test(line);

const isQuestion = (text: string): boolean => /[?？][\s"'”’」』）)]{0,8}$/.test(text);

const hasWords = (text: string): boolean => words(text).length > 0;

const saysSomething = ({ text, cites }: AnswerClaim): boolean =>
  hasWords(text) && (cites.length > 0 || width(text) >= 8);

function fenceMark(line: string): string {
  const [, mark = '', rest = ''] = /^[ \t>]*(?:[-*+] +|\d{1,3}[.)] +)?(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
  return mark.startsWith('`') && rest.includes('`') ? '' : mark;
}

// ---- one sentence

interface Part {
  start: number;
  end: number;
  cites: number[];
  /** Where to go on. */
  read: number;
  /** The sentence goes on: it is too long for one check. */
  isCut: boolean;
}

function nextPart(line: string, from: number, isWhole: boolean): Part | undefined {
  // Most sentences are short; looking at less text first changes nothing, because no decision looks farther ahead.
  return (
    partWithin(line.slice(from, from + piece / 4), from, false) ??
    partWithin(line.slice(from, from + piece), from, isWhole || line.length >= from + piece)
  );
}

/** The marks that close bold or slanted text after a stop: for a sentence's end they are as good as a bracket. */
const boldEnd = /(?<=[.!?…]["'”’)\]】]{0,3})[*_]{1,3}(?=\s|$)/g;

function partWithin(slice: string, from: number, isSettled: boolean): Part | undefined {
  const [first, second] = sentences(slice.replace(boldEnd, (marks) => ')'.repeat(marks.length)));
  if (!first)
    return isSettled ? { start: from, end: from, cites: [], read: from + slice.length, isCut: false } : undefined;
  const near = slice.slice(0, first.end + lookahead);
  const cites: number[] = [];
  let end = first.end;
  let read = first.end;
  let at = 0;
  for (const { raw, citation } of citationSegments(near)) {
    const to = at + raw.length;
    if (citation && at < read) {
      cites.push(...citation);
      if (to >= first.end) end = Math.min(end, at);
      read = Math.max(read, to);
    } else if (citation) {
      if (!/^[\s,，、;；*_]*$/.test(near.slice(read, at))) break; // also after the marks that close bold text
      cites.push(...citation);
      read = to;
    } else if (at > read) break;
    at = to;
  }
  // A sentence that is cut for its width ends without a stop, and its next part follows.
  const isCut =
    second !== undefined &&
    read === first.end &&
    width(first.text) >= 120 &&
    !/[.。!！?？…｡][\s"'”’」』）)】》〉〕\]］}｝*_~]{0,8}(?: ?[[［【][\d,，、 ^-]{1,12}[\]］】]){0,8}$/.test(
      first.text,
    );
  const next = slice.slice(read);
  const isCertain = isSettled || next.length >= lookahead || (isCut ? goesOn(next) : hasSurelyEnded(first.text, next));
  if (!isCertain) return undefined;
  end = trimmedEnd(slice, first.start, end);
  return { start: from + first.start, end: from + end, cites, read: from + read, isCut };
}

/** Words behind a cut: neither a citation nor a stop follows any more that would belong to what is before it. */
const goesOn = (next: string): boolean => /^ ?[a-z\d\u3400-\u9fff].{31}/is.test(next);

/**
 * Whether a sentence has ended for certain, so that its mark comes before the eye has gone on: behind a Chinese stop, at the
 * next letter; behind another, with the next word, which begins large.
 */
const hasSurelyEnded = (sentence: string, next: string): boolean =>
  !/†[^\]］】\n]{0,12}$/.test(sentence) && // that stop stands in a citation's label
  ((/[。！？｡]["'”’」』）)】》]{0,3}(?: ?\[\d{1,3}\])*$/.test(sentence) && /^ ?[a-z\d\u3400-\u9fff]/i.test(next)) ||
    (/(?:[a-z]{2}|\])[.!?]["'”’)]{0,3}(?: ?\[\d{1,3}\])*$/.test(sentence) &&
      /^ (?:\*\*|__)?["“‘]?[A-Z][a-z]* \S/.test(next)));

/** Without citations and blanks at its end. */
function trimmedEnd(slice: string, start: number, end: number): number {
  const text = slice.slice(start, end);
  const segments = citationSegments(text);
  let to = text.length;
  for (let index = segments.length - 1; index >= 0; index--) {
    const segment = segments[index];
    if (!segment || (!segment.citation && segment.raw.trim() !== '')) break;
    to -= segment.raw.length;
  }
  return start + (to > 0 ? text.slice(0, to).trimEnd().length : text.length);
}

/** A bold label that names what follows, not what it is about: **长度**：1313米. A label that may be a name stays. */
const label =
  /^(?:\*\*|__)[\u4e00-\u9fff]{0,5}[度量率额数积址置点期间价格因果法式能型类论结响用景径围例义绍述要](?:(?:\*\*|__)[:：]|[:：](?:\*\*|__))/;

/** A sentence's words as a reader sees them. */
function readable(markdown: string): string {
  const text = citationSegments(markdown.replace(label, ''))
    .map(({ raw, citation }) => (citation ? '' : raw))
    .join('');
  return text
    .replace(numberedLink, '')
    .replace(/!\[[^\]\n]{0,200}\]\([^)\s]{0,500}\)/g, '')
    .replace(/\[([^[\]\n]{0,200})\]\([^)\n]{0,500}\)/g, '$1')
    .replace(/<\/?[a-zA-Z][^<>\n]{0,80}>/g, ' ')
    .replace(/\*{1,3}|_{2,3}|~~|`+/g, '')
    .replace(/\\([\\`*_{}[\]()#+.!|~-])/g, '$1')
    .replace(counted, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

/** A link by number, [[1]](address), points somewhere and says nothing; a sentence's end may have cut its number off. */
const numberedLink = /(?:\[{1,2}\^?\d{1,3}\]{1,2}|^)\(https?:[^)\s]{0,500}\)/g;

/** How many answers hold a position: the writer's own count, which no answer contains. */
const counted = /[(（] ?\d{1,3} ?(?:(?:个|位|条|篇)?(?:回答|答主|评论)|answers?|comments?) ?[)）]/gi;

// ---- tables

/** Cells that cite are claims; where a cell only cites, the row is one. Rows that cite nothing are left out. */
function rowClaims(line: string, offset: number): AnswerClaim[] {
  const cells: AnswerClaim[] = [];
  const alone: number[] = [];
  const first = line.indexOf('|') + 1;
  const row = line.slice(first).replace(/\|?\s*$/, '');
  let at = first;
  for (const cell of row.split(/(?<!\\)\|/)) {
    const cites = citationSegments(cell).flatMap(({ citation }) => citation ?? []);
    const text = readable(cell);
    const start = at + (cell.length - cell.trimStart().length);
    const end = trimmedEnd(line, start, at + cell.trimEnd().length);
    if (cites.length > 0 && hasWords(text)) cells.push({ start: offset + start, end: offset + end, text, cites });
    else alone.push(...cites);
    at += cell.length + 1;
  }
  if (alone.length === 0) return cells;
  const start = first + (row.length - row.trimStart().length);
  const end = first + row.trimEnd().length;
  const text = readable(row.replace(/(?<!\\)\|/g, ' '));
  const whole = { start: offset + start, end: offset + end, text, cites: [...new Set(alone)] };
  return hasWords(text) ? [whole, ...cells] : cells;
}
