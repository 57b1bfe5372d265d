/** A formula in a text, between its signs: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`. */
export interface Formula {
  /** Offsets in the text, signs included. */
  start: number;
  end: number;
  /** The TeX between the signs, without the markers of quotes and lists before its lines. */
  tex: string;
  /** Set on a line of its own. */
  display: boolean;
  /** Begins and ends lines, so that lines in it that look like Markdown (`- b`, `= b`) are none. */
  isBlock: boolean;
}

/** A formula at a text's end that is not closed yet. */
export interface OpenFormula {
  start: number;
  closer: string;
  /** What stands behind its opening sign. */
  tex: string;
}

/** Longer ones (characters) are shown as they are written. A tail that waits for a closing sign is read again and again. */
const LONGEST = { inline: 400, display: 2_000 };

/** Stands at the end of a formula that was closed only to be shown while it is written (Unicode's private use). */
export const UNFINISHED = '\ue0f5';

/** Cheap, and true for every text with a formula in it. */
export const mayHoldFormulas = (text: string): boolean => /\$|\\[([]/.test(text);

/** The formulas of a text in order, and one that is open at its end. Code holds none. Linear in the text. */
export function formulasIn(text: string): { formulas: Formula[]; open?: OpenFormula } {
  const formulas: Formula[] = [];
  let at = 0;
  /** Where backticks stand that nothing closes yet: what follows them may be code. */
  let halfCode = -1;
  let paragraph = 0;
  while (at < text.length) {
    const sign = nextSign(text, at);
    if (sign < 0) break;
    if (sign >= paragraph) paragraph = paragraphEnd(text, sign);
    const code = behindCode(text, sign, paragraph);
    if (code) {
      if (!code.isClosed) halfCode = sign;
      at = code.end;
      continue;
    }
    const opener = openerAt(text, sign);
    const read = opener && readFormula(text, { start: sign, opener, paragraph });
    if (read && 'end' in read) formulas.push(read);
    if (read && 'closer' in read) {
      const mayBeCode = halfCode >= 0 && paragraphEnd(text, halfCode) === text.length;
      return { formulas, ...(!mayBeCode && { open: read }) };
    }
    // An escaped sign is none; two dollars that open nothing are no single one either.
    at = read ? read.end : sign + (opener?.length ?? (text.charAt(sign) === '\\' ? 2 : 1));
  }
  return { formulas };
}

const SIGN = /[`$\\]|(?<=^[ \t>]*)~{3,}/gm;

function nextSign(text: string, from: number): number {
  SIGN.lastIndex = from;
  return SIGN.exec(text)?.index ?? -1;
}

/** The code that starts here and where it ends, or the backticks that nothing closes; undefined: neither. */
function behindCode(text: string, at: number, paragraph: number): { end: number; isClosed: boolean } | undefined {
  const run = /^(?:`+|~{3,})/.exec(text.slice(at, at + 100))?.[0];
  if (!run) return undefined;
  const from = at + run.length;
  const line = lineEnd(text, at);
  const isFence = run.startsWith('~') || !text.slice(from, line).includes('`');
  if (run.length >= 3 && isFence && MARKERS.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at))) {
    const close = new RegExp(`^[ \\t>]*${run}${run.charAt(0)}*[ \\t]*$`, 'm').exec(text.slice(line));
    return { end: close ? line + close.index + close[0].length : text.length, isClosed: close !== null };
  }
  for (const other of text.slice(from, paragraph).matchAll(/`+/g)) {
    if (other[0] === run) return { end: from + other.index + run.length, isClosed: true };
  }
  return { end: from, isClosed: false };
}

/** What may stand on a line before a block in quotes and lists. */
const MARKERS = /^(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t])*$/;

type Opener = '$' | '$$' | '\\(' | '\\[';
const CLOSERS = { $: '$', $$: '$$', '\\(': '\\)', '\\[': '\\]' } as const;

function openerAt(text: string, at: number): Opener | undefined {
  const two = text.slice(at, at + 2);
  if (two === '\\(' || two === '\\[' || two === '$$') return two;
  // `US$5` is a price, `a$b` a name.
  return text.charAt(at) === '$' && !/[A-Za-z0-9$]/.test(text.charAt(at - 1)) ? '$' : undefined;
}

function readFormula(
  text: string,
  { start, opener, paragraph }: { start: number; opener: Opener; paragraph: number },
): Formula | OpenFormula | undefined {
  const display = opener !== '$' && opener !== '\\(';
  const longest = display ? LONGEST.display : LONGEST.inline;
  const from = start + opener.length;
  const limit = Math.min(paragraph, from + longest);
  const closer = CLOSERS[opener];
  for (let at = from; at < limit; at++) {
    if (text.startsWith(closer, at) && (opener !== '$' || isClosing(text, at))) {
      const tex = text.slice(from, at);
      if (!isTex(tex, opener)) return undefined;
      const end = at + closer.length;
      return { start, end, tex: withoutMarkers(tex).trim(), display, isBlock: display && isAlone(text, start, end) };
    }
    if (opener === '$' && text.charAt(at) === '$') return undefined; // a price, and the next one
    if (text.charAt(at) === '\\') at++;
  }
  const tex = text.slice(from);
  const isOpen = limit === text.length && tex.length < longest && isOpenTex(tex, opener);
  return isOpen ? { start, closer, tex } : undefined;
}

/** A price has its dollar before a number, and a space before the dollar of the next price. */
const isClosing = (text: string, at: number): boolean =>
  /\S/.test(text.charAt(at - 1)) && !/[\d$]/.test(text.charAt(at + 1));

const TEX_SIGN = /[\\^_{}]/;
/** What prose has and formulas have not, unless in braces. */
const PROSE = /\*\*|[，。；！？、“”]|[\u3400-\u9fff]{4}/;

function isTex(tex: string, opener: Opener): boolean {
  if (tex.trim() === '' || PROSE.test(tex.replace(/\{[^{}]*\}/g, ''))) return false;
  if (opener === '$$') return true;
  // Brackets that Markdown had to be told are none: `\[1\]`, `\[note\]`.
  if (opener !== '$') return !/^\s*(?:\^?[\d\s,，、–-]+|[\p{L}\s]{2,})\s*$/u.test(tex);
  if (/^\s|[=+*/:;,<(-]$/.test(tex)) return false;
  if (TEX_SIGN.test(tex)) return true;
  return !/[\u3400-\u9fff]|\d[a-z]? +[a-z]{2,}|\b[a-z]{2,} +[a-z]{2,}\b|(?:^| )(?:to|and|or|per|a|vs)(?: |$)/i.test(
    tex,
  );
}

/** Whether what follows an opening sign looks like the beginning of a formula; a dollar alone may still be a price. */
const isOpenTex = (tex: string, opener: Opener): boolean =>
  !PROSE.test(tex.replace(/\{[^{}]*(?:\}|$)/g, '')) &&
  (opener !== '$' ? !/^\s*\^?[\d\s,，、–-]+$/.test(tex) : tex === '' || (/^\S/.test(tex) && TEX_SIGN.test(tex)));

const isAlone = (text: string, start: number, end: number): boolean =>
  MARKERS.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start)) &&
  text.slice(end, lineEnd(text, end)).trim() === '';

const withoutMarkers = (tex: string): string => tex.replace(/\n[ \t>]*/g, '\n');

const lineEnd = (text: string, from: number): number => {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
};

/** TeX knows no blank line in a formula, and Markdown none in a paragraph. */
function paragraphEnd(text: string, from: number): number {
  BLANK.lastIndex = from;
  return BLANK.exec(text)?.index ?? text.length;
}

const BLANK = /\n[ \t>]*(?=\n)/g;
