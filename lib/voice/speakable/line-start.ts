import type { Lead } from './utterance.ts';

/** How a line begins, and so what it is. */
export interface LineStart {
  kind: 'text' | 'row' | 'skip' | 'fence' | 'math';
  /** Letters of the line that are marks and are not read. */
  used: number;
  lead?: Lead;
  isQuote?: boolean;
  /** What closes a fence or a formula. */
  marker?: string;
}

/** Lines that begin with more marks than this (letters) are read as they are. */
const longest = 160;

/** How the line begins, or nothing while that may still change. `isWhole`: the line has ended. */
export function readStart(line: string, isWhole: boolean): LineStart | undefined {
  if (line.length > longest) return { kind: 'text', used: 0 };
  let used = 0;
  let lead: Lead | undefined;
  let isQuote = false;
  for (;;) {
    const rest = line.slice(used);
    const found = /^(?:[ \t\u3000]+|>)/.exec(rest);
    if (found) {
      used += found[0].length;
      if (found[0] === '>') isQuote = true;
      continue;
    }
    const base = { used, isQuote, ...(lead ? { lead } : {}) };
    if (rest === '') return isWhole ? { kind: 'skip', ...base } : undefined;
    if (/^[-*_=+:| ]+$/.test(rest) && /^[^|]/.test(rest) && rest.length > 1) {
      if (isWhole) return { kind: rest.length > 2 ? 'skip' : 'text', ...base };
      if (!/^[-+*][ \t]/.test(rest)) return undefined;
    }
    if (rest.startsWith('|')) return { kind: 'row', ...base };
    const mark = /^(?:#{1,6}|[-+*•●▪◦‣■◆])(?=[ \t])/.exec(rest);
    if (mark) {
      used += mark[0].length;
      const task = /^[ \t]+\[([ xX])\][ \t]/.exec(line.slice(used));
      if (task) {
        used += task[0].length;
        lead = { kind: 'task', done: task[1] !== ' ' };
      } else if (!isWhole && !/^#/.test(mark[0]) && /^[ \t]+(?:\[(?:[ xX]\]?)?)?$/.test(line.slice(used)))
        return undefined;
      continue;
    }
    const item = /^(\d{1,3})(?:[.)](?=[ \t])|[.)](?=[\u0080-\uffff]|\*\*)|[、．）](?=[\u0080-\uffff]|[A-Za-z*]))/.exec(
      rest,
    );
    if (item) {
      used += item[0].length;
      lead = { kind: 'ordinal', number: Number(item[1]) };
      continue;
    }
    const special = readSpecial(rest, isWhole);
    if (special === 'wait') return undefined;
    return special ? { ...base, ...special } : { kind: 'text', ...base };
  }
}

function readSpecial(
  rest: string,
  isWhole: boolean,
): (Partial<LineStart> & { kind: LineStart['kind'] }) | 'wait' | undefined {
  const fence = /^(`{3,}|~{3,})/.exec(rest)?.[1];
  if (fence) {
    // The run may still grow; and a run with more backticks behind it is code in the line.
    if (!isWhole && fence === rest) return 'wait';
    return { kind: 'fence', marker: fence };
  }
  if (rest.startsWith('$$')) return { kind: 'math', marker: '$$' };
  if (rest.startsWith('\\[')) return { kind: 'math', marker: '\\[' };
  const name = /^\[[^\]\n]{1,40}\]:/.exec(rest);
  if (name) return { kind: 'skip' };
  if (isWhole) return undefined;
  const mayBecome = /^(?:#{1,6}|[-+*•●▪◦‣■◆]|\d{1,3}[.)、．）]?|`{1,2}|~{1,2}|\$|\\|\[[^\]\n]{0,40}\]?)$/;
  return mayBecome.test(rest) ? 'wait' : undefined;
}
