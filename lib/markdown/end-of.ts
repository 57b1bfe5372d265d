import { openFence } from './fence.ts';

/** Characters of an end: a screen or so. */
const most = 2_400;
const least = 400;

/**
 * Where the end of a long text begins that means the same without what stands before it: at a block behind an empty line,
 * outside of code. Undefined: there is no such place near its end. A guess in what is not looked at: an HTML comment, a
 * list that ends with its code open, a link's name.
 */
export function endOf(text: string): number | undefined {
  const first = text.indexOf('\n', Math.max(0, text.length - most)) + 1;
  if (first === 0) return undefined;
  let open = openFence(text.slice(0, first - 1));
  let isBehindEmpty = false;
  for (let start = first; start <= text.length - least; ) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end === -1 ? undefined : end);
    if (isBehindEmpty && open === '' && beginsBlock.test(line)) return start;
    if (end === -1) break;
    open = openFence(line, open);
    isBehindEmpty = line.trim() === '';
    start = end + 1;
  }
  return undefined;
}

/** Neither indented, and so perhaps a part of something, nor what is read by more than its first line. */
const beginsBlock = /^[^\s>|`~]/;
