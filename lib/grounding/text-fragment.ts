/** A longer quote is named by its first and its last words (characters). */
const longestWhole = 60;
const edge = 24;

/**
 * An address that opens at a sentence, where the browser can (wicg.github.io/scroll-to-text-fragment). A search result's
 * "…" stands for words left out, so the longest run between two is what is looked for.
 */
export function atSentence(address: string, sentence: string): string {
  const run = sentence
    .split(/…+|\.{3,}|\n+|[\ud800-\udfff]/u) // with u: halves of pairs, which cannot stand in an address
    .map((part) => part.trim())
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '');
  if (run.length < 4 || !URL.canParse(address)) return address;
  const url = new URL(address);
  const words =
    run.length <= longestWhole ? [run] : [edgeOf(run.slice(0, edge), 'start'), edgeOf(run.slice(-edge), 'end')];
  url.hash = `${url.hash.replace(/:~:.*/, '') || '#'}:~:text=${words.map(encoded).join(',')}`;
  return url.href;
}

/** Cut where a word ends, in languages that part them by spaces, and never through a pair of surrogates. */
function edgeOf(text: string, side: 'start' | 'end'): string {
  const whole = text.replace(/[\ud800-\udbff]$|^[\udc00-\udfff]/, '');
  const space = side === 'start' ? whole.lastIndexOf(' ') : whole.indexOf(' ');
  if (space < 6 && side === 'start') return whole;
  if (side === 'end') return space < 0 || space > edge - 6 ? whole : whole.slice(space + 1);
  return whole.slice(0, space);
}

/** Dashes and commas have a meaning of their own in a fragment. */
const encoded = (text: string): string => encodeURIComponent(text).replace(/-/g, '%2D');
