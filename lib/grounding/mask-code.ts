/** Code spans as blanks of equal length: what stands in them neither ends a sentence nor cites. */
export function maskCode(line: string): string {
  if (!line.includes('`')) return line;
  return line.replace(/(?<!`)(`{1,3})(?!`)([^`\n]{1,400})\1(?!`)/g, (span) => 'x'.repeat(span.length));
}
