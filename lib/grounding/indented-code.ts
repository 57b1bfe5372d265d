/** What stands before a line: an indent makes code of it after nothing, but goes on with a paragraph or a list's item. */
export type Before = 'nothing' | 'text' | 'list';

export const isIndentedCode = (line: string, before: Before): boolean =>
  before === 'nothing' && /^(?: {4}| {0,3}\t)[ \t]*[^ \t\r]/.test(line);

/** What a line is for the next one. */
export function beforeNext(line: string, before: Before): Before {
  if (line.trim() === '') return before === 'list' ? 'list' : 'nothing';
  if (isIndentedCode(line, before) || /^ {0,3}#{1,6}[ \t]/.test(line)) return 'nothing';
  if (/^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]/.test(line)) return 'list';
  return before === 'list' && /^[ \t]/.test(line) ? 'list' : 'text';
}
