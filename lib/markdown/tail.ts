import { openFence } from './fence.ts';
import { formulasIn, mayHoldFormulas, type OpenFormula, UNFINISHED } from './formulas.ts';

/**
 * The unfinished end of an answer, made fit to be shown: what is open is closed, what is cut in half waits.
 * `from` is the offset from which the result differs from the text. `opener` stands before the text when it is read.
 */
export function repaired(text: string, opener: string): { text: string; from: number } {
  if (isInFence(opener + text)) return repairedInFence(text);
  const formula = mayHoldFormulas(text) ? formulasIn(text).open : undefined;
  if (formula) return repairedInFormula(text, formula);
  const held = withoutHalf(text, opener);
  const start = runStart(held);
  const run = held.slice(start);
  const closed = closedRun(run);
  let from = start;
  while (from < text.length && from < start + closed.length && text[from] === closed[from - start]) from++;
  return { text: held.slice(0, start) + closed, from };
}

/** Whether the text ends inside a code fence. */
function isInFence(text: string): boolean {
  const fence = openFence(text);
  return fence !== '' && text.includes('\n', text.lastIndexOf(fence));
}

/** The first backticks of a closing fence are not code. */
function repairedInFence(text: string): { text: string; from: number } {
  const shown = text.replace(/\n[ \t>]*(?:`+|~+)$/, '\n');
  return { text: shown, from: shown.length };
}

/** A formula is closed with a mark: nothing in it is Markdown, and it is shown as it is written until it is whole. */
function repairedInFormula(text: string, { start, closer, tex }: OpenFormula): { text: string; from: number } {
  if (tex.trim() === '') return { text: text.slice(0, start), from: start };
  return { text: text + UNFINISHED + closer, from: text.length };
}

/** Without an end that means nothing yet: a lone marker, half a table head, half a citation, entity or tag. */
function withoutHalf(text: string, opener: string): string {
  const head = tableHeadStart(text);
  if (head !== undefined) return text.slice(0, head);
  const start = text.lastIndexOf('\n') + 1;
  const isLineStart = start > 0 || opener === '' || opener.endsWith('\n');
  if (isLineStart && LONE_MARKER.test(text.slice(start))) return text.slice(0, start);
  return text.replace(HALF, '');
}

const LONE_MARKER =
  /^(?:[ \t>]|[-+*][ \t]+|\d{1,9}[.)][ \t]+)*(?:[-=_]+|\*{1,3}|\+|#{1,6}|\d{1,2}[.)]?|>|\||`{1,3}|~{1,3}|[-+*][ \t]+\[[ xX]?\]?)[ \t]*$/;

const HALF =
  /(?:[[【［](?:\^|来源|source|citation:)?[\d\s,，、–-]*|&#?\w{0,10}|<(?:b(?:r\s*\/?)?)?|(?<!\\)(?:\\\\)*\\|(?<=\S)!)$/i;

/** Where a table's head begins that has no delimiter row yet. */
function tableHeadStart(text: string): number | undefined {
  const lastStart = text.lastIndexOf('\n') + 1;
  const last = text.slice(lastStart);
  const aboveStart = lastStart === 0 ? -1 : text.lastIndexOf('\n', lastStart - 2) + 1;
  const above = aboveStart < 0 ? '' : text.slice(aboveStart, lastStart);
  const aboveThat = aboveStart > 0 ? text.slice(text.lastIndexOf('\n', aboveStart - 2) + 1, aboveStart) : '';
  if (ROW.test(above) && !ROW.test(aboveThat) && /^[ \t>]*(?:\|?[\s:|-]*)?$/.test(last)) return aboveStart;
  if (ROW.test(last) && !ROW.test(above) && last.length < 400) return lastStart;
  return undefined;
}

const ROW = /^[ \t>]*\|/;

/** Where the text's last run of words begins: behind the last blank line, list marker or table cell border. */
function runStart(text: string): number {
  const paragraph = Math.max(text.lastIndexOf('\n\n') + 2, 0);
  let start = text.lastIndexOf('\n\n') < 0 ? 0 : paragraph;
  for (let line = start; line <= text.length; ) {
    const next = text.indexOf('\n', line);
    const marker = /^[ \t>]*(?:[-+*][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\|)/.exec(text.slice(line, line + 80));
    if (marker) start = line + marker[0].length;
    if (next < 0) break;
    line = next + 1;
  }
  const line = text.slice(text.lastIndexOf('\n') + 1);
  if (ROW.test(line)) start = Math.max(start, text.lastIndexOf('|') + 1);
  return start;
}

interface Open {
  marker: string;
  at: number;
}

/** More that is open at once is no answer; it is shown as written. */
const MOST_OPEN = 12;

/** Words with their open emphasis and code closed, and with only the words of a link whose address is not whole. */
function closedRun(run: string): string {
  const open: Open[] = [];
  for (let at = 0; at < run.length; at++) {
    const character = run.charAt(at);
    if (character === '\\') at++;
    else if (character === '`') {
      const ticks = /^`+/.exec(run.slice(at))?.[0] ?? '`';
      const end = codeEnd(run, at + ticks.length, ticks);
      if (end === undefined) return withCodeClosed(run, at, ticks, open);
      at = end - 1;
    } else if (character === '[') open.push({ marker: '[', at });
    else if (character === ']') {
      const index = open.findLastIndex((one) => one.marker === '[');
      const bracket = open[index];
      if (!bracket) continue;
      open.length = index;
      if (run.charAt(at + 1) !== '(') {
        if (at + 1 === run.length && !/^\W*\d/.test(run.slice(bracket.at, at)))
          return withoutBracket(run, bracket.at, at, open);
        continue;
      }
      const end = linkEnd(run, at + 2);
      if (end === undefined) return withoutBracket(run, bracket.at, at, open);
      at = end;
    } else if (/[*_~]/.test(character)) {
      const marker = run.slice(at).match(/^(\*+|_+|~+)/)?.[0] ?? character;
      emphasis(run, at, marker, open);
      at += marker.length - 1;
    }
  }
  return open.length > MOST_OPEN ? run : close(run, open);
}

function emphasis(run: string, at: number, marker: string, open: Open[]): void {
  const before = run.charAt(at - 1);
  const after = run.charAt(at + marker.length);
  if (marker.startsWith('~') && marker.length !== 2) return;
  if (marker.startsWith('_') && /\w/.test(before) && /\w/.test(after)) return;
  let left = marker.length;
  if (/\S/.test(before)) {
    for (let one = open.at(-1); one && left > 0 && one.marker[0] === marker[0]; one = open.at(-1)) {
      if (one.marker.length > left) {
        // `*` after `**words` at the very end is the first half of the closing `**`.
        if (after !== '') one.marker = one.marker.slice(left);
        return;
      }
      left -= one.marker.length;
      open.pop();
    }
  }
  if (left > 0 && (after === '' || /\S/.test(after)))
    open.push({ marker: marker.slice(0, left), at: at + marker.length - left });
}

function codeEnd(run: string, from: number, ticks: string): number | undefined {
  for (const match of run.slice(from).matchAll(/`+/g)) {
    if (match[0].length === ticks.length) return from + match.index + ticks.length;
  }
  return undefined;
}

function withCodeClosed(run: string, at: number, ticks: string, open: readonly Open[]): string {
  const code = run.slice(at + ticks.length).replace(/`+$/, '');
  const shown =
    code.trim() === '' ? run.slice(0, at) : run.slice(0, at) + ticks + code + (code.endsWith('`') ? ' ' : '') + ticks;
  return close(shown, open);
}

function linkEnd(run: string, from: number): number | undefined {
  let depth = 1;
  for (let at = from; at < run.length; at++) {
    const character = run.charAt(at);
    if (character === '\\') at++;
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return at;
    else if (character === '\n' && run.charAt(at + 1) === '\n') return at;
  }
  return undefined;
}

/** `![words](addr` and `[words](addr` as `words`. */
const withoutBracket = (run: string, bracket: number, end: number, open: readonly Open[]): string =>
  close(
    run.slice(0, run.charAt(bracket - 1) === '!' ? bracket - 1 : bracket) + run.slice(bracket + 1, end),
    open.filter((one) => one.at < bracket),
  );

function close(run: string, open: readonly Open[]): string {
  let shown = run;
  const closers: string[] = [];
  for (const one of [...open].reverse()) {
    const content = shown.slice(one.at + one.marker.length).replace(/[*_~]+$/, '');
    if (content.trim() === '' && closers.length === 0) shown = shown.slice(0, one.at);
    else if (one.marker === '[') {
      // A link or a citation, or neither: its words are shown until that is known.
      if (shown.length - one.at < 200) shown = shown.slice(0, one.at) + shown.slice(one.at + 1);
    } else closers.push(one.marker);
  }
  if (closers.length === 0) return shown;
  return (
    shown.trimEnd().replace(/(?<=\S)[*_~]+$/, (markers) => (closers[0]?.startsWith(markers) ? '' : markers)) +
    closers.join('')
  );
}
