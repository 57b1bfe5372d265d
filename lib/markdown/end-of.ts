/** Characters of an end: a screen or so. */
const most = 2_400;
const least = 400;

/**
 * Where the end of a long text begins that means the same without what stands before it: at a block behind an empty line,
 * outside of code. Undefined: there is no such place near its end. A guess in what is not looked at: an HTML comment, a
 * fence in a quotation, a link's name.
 */
export function endOf(text: string): number | undefined {
  const from = Math.max(0, text.length - most);
  let open: string | undefined;
  let found: number | undefined;
  for (const { 0: line, 1: mark, index } of text.matchAll(fenceOrBlock)) {
    if (mark === undefined) {
      if (open === undefined && index >= from && index <= text.length - least) found ??= index + line.length;
      continue;
    }
    if (open === undefined) open = mark;
    else if (mark.startsWith(open)) open = undefined;
  }
  return found;
}

/** A line that opens or closes code, or the empty line before a block that is indented by nothing. */
const fenceOrBlock = /^[ \t>]*(?:[-*+] +)?(`{3,}|~{3,})|\n\n+(?=[^\s>|`~])/gm;
