import type { Cutter } from './cutter.ts';
import { createInline } from './inline.ts';
import { type LineStart, readStart } from './line-start.ts';
import type { Lead } from './utterance.ts';

/** What the block reader says beside the letters it passes on. */
export interface BlockSink {
  cutter: Cutter;
  /** A line, item or row begins. */
  block(lead?: Lead): void;
  code(info: string, lines: number, start: number, end: number): void;
  /** A row of a table, as written; cells are read by the sink. `head` is the row of names. */
  row(cells: TableCell[], head: TableCell[] | undefined): void;
  moreRows(rows: number, start: number, end: number): void;
}

export interface TableCell {
  text: string;
  /** Offset in the answer. */
  start: number;
}

/** Rows of one table that are read; people cannot hold more. */
const mostRows = 5;

type Mode = 'start' | 'line' | 'row' | 'skip' | 'fence' | 'math';

/** Reads Markdown blocks letter by letter, so that the same comes out however the text is split. */
export function createBlockReader({ cutter, block, code, row, moreRows }: BlockSink) {
  let mode: Mode = 'start';
  let line = '';
  let lineStart = 0;
  let inline = createInline(cutter);
  let isQuoting = false;
  // A line that ended without a stop may go on in the next one.
  let mayGoOn = false;
  let fence = { marker: '', info: '', lines: 0, start: 0, end: 0 };
  let math = { tex: '', closer: '', start: 0 };
  let table: { head: TableCell[]; isTable: boolean; rows: number; start: number; end: number } | undefined;

  const feed = (letter: string, at: number): void => {
    if (letter === '\r') return;
    if (letter === '\n') endLine(at);
    else if (mode === 'line') inline.feed(letter, at);
    else if (mode === 'start') {
      if (line === '') lineStart = at;
      line += letter;
      const start = readStart(line, false);
      if (start) open(start);
    } else if (mode === 'math') mathLetter(letter, at);
    else line += letter;
  };

  const endLine = (at: number): void => {
    if (mode === 'start' && line !== '') open(readStart(line, true) ?? { kind: 'text', used: 0 });
    if (mode === 'math' || mode === 'fence') {
      if (mode === 'math') mathLetter('\n', at);
      else fenceLine(at);
      return;
    }
    if (mode === 'row') readRow(at);
    if (mode === 'line') {
      inline.finish();
      if (/[A-Za-z0-9,]/.test(cutter.last)) mayGoOn = true;
      else cutter.flush();
    } else if (mode === 'start' || (mode === 'skip' && line.trim() === '')) blankLine();
    line = '';
    mode = 'start';
  };

  const blankLine = (): void => {
    cutter.flush();
    mayGoOn = false;
    isQuoting = false;
    endTable();
  };

  const open = (start: LineStart): void => {
    const rest = line.slice(start.used);
    const goesOn = mayGoOn && start.kind === 'text' && start.used === 0 && /^[a-z]/.test(rest);
    mayGoOn = false;
    if (!goesOn) cutter.flush();
    if (start.kind !== 'row') endTable();
    if (start.kind === 'skip' || start.kind === 'row') {
      mode = start.kind;
      return;
    }
    if (start.kind === 'fence') {
      mode = 'fence';
      fence = { marker: start.marker ?? '```', info: '', lines: -1, start: lineStart, end: lineStart };
      line = rest.slice(fence.marker.length);
      return;
    }
    const lead = start.lead ?? (start.isQuote && !isQuoting ? { kind: 'quote' as const } : undefined);
    isQuoting = start.isQuote === true;
    if (goesOn) cutter.letter(' ', lineStart, lineStart);
    else block(lead);
    const from = lineStart + start.used;
    line = '';
    if (start.kind === 'math') {
      mode = 'math';
      math = { tex: '', closer: start.marker === '\\[' ? '\\]' : '$$', start: lineStart };
      for (let index = 2; index < rest.length; index++) feed(rest.charAt(index), from + index);
      return;
    }
    mode = 'line';
    inline = createInline(cutter);
    for (let index = 0; index < rest.length; index++) inline.feed(rest.charAt(index), from + index);
  };

  // ---- code

  const fenceLine = (at: number): void => {
    const isClosing =
      fence.lines >= 0 &&
      line
        .trim()
        .replace(/^[> ]+/, '')
        .startsWith(fence.marker) &&
      /^[\s>]*(`+|~+)\s*$/.test(line);
    if (fence.lines < 0) fence.info = line;
    fence.lines++;
    line = '';
    fence.end = at;
    if (!isClosing) return;
    fence.lines--;
    endFence();
  };

  const endFence = (): void => {
    block();
    code(fence.info, Math.max(0, fence.lines), fence.start, fence.end);
    mode = 'start';
  };

  // ---- formulas that stand alone

  const mathLetter = (letter: string, at: number): void => {
    math.tex += letter;
    if (math.tex.endsWith(math.closer)) endMath(at + 1, math.tex.slice(0, -math.closer.length));
    else if (math.tex.endsWith('\n\n') || math.tex.length > 4_000) endMath(at, math.tex);
  };

  const endMath = (end: number, tex: string): void => {
    mode = 'line';
    inline = createInline(cutter);
    if (tex.trim() !== '') cutter.slot({ kind: 'math', tex }, math.start, end);
  };

  // ---- tables

  const readRow = (end: number): void => {
    const cells = cellsOf(line, lineStart);
    if (!table) table = { head: cells, isTable: false, rows: 0, start: lineStart, end };
    else if (!table.isTable && isDelimiter(line)) table.isTable = true;
    else {
      if (!table.isTable) headAsRow();
      table.rows++;
      if (table.rows === mostRows + 1) table.start = lineStart;
      table.end = end;
      if (table.rows <= mostRows) row(cells, table.isTable ? table.head : undefined);
    }
  };

  const headAsRow = (): void => {
    if (table && table.rows === 0) row(table.head, undefined);
  };

  const endTable = (): void => {
    if (!table) return;
    if (!table.isTable) headAsRow();
    if (table.rows > mostRows) moreRows(table.rows - mostRows, table.start, table.end);
    table = undefined;
  };

  return {
    feed,
    end(at: number): void {
      endLine(at);
      if (mode === 'fence') endFence();
      else if (mode === 'math') endMath(at, math.tex);
      cutter.flush();
      endTable();
    },
  };
}

const isDelimiter = (line: string): boolean => /^[\s>]*\|?[\s:|-]*-[\s:|-]*$/.test(line);

function cellsOf(line: string, start: number): TableCell[] {
  const first = line.indexOf('|') + 1;
  const row = line.slice(first).replace(/\|?\s*$/, '');
  const cells: TableCell[] = [];
  let at = first;
  for (const written of row.split(/(?<!\\)\|/)) {
    const lead = written.length - written.trimStart().length;
    cells.push({ text: written.trim(), start: start + at + lead });
    at += written.length + 1;
  }
  return cells;
}
