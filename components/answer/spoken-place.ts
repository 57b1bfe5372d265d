import { aligned, type Letters, lettersOf, shownMarkdown } from './spelling.ts';

/** What stands in an answer and is no part of its text. */
const notText =
  '.pd-verdict, .pd-outline, .pd-code-head, .pd-host, .pd-only-heard, .pd-check, .pd-label, .pd-quote-from';

/** The places of an answer's Markdown among the elements that show it. Worth keeping while neither changes. */
export interface SpokenPlaces {
  /** Where the Markdown between two offsets is shown; undefined: nowhere. */
  rangeOf(start: number, end: number): Range | undefined;
  /** The offset in the Markdown of a letter on the screen. */
  offsetAt(node: Text, offset: number): number | undefined;
}

/** Its letters are laid beside those on the screen. Linear in the answer. */
export function spokenPlaces(scope: Element, markdown: string): SpokenPlaces {
  const written = lettersOf(shownMarkdown(markdown));
  const shown = shownLetters(scope);
  const behind = aligned(written.text, shown.text);
  const partner = (letter: number) => shown.place(Math.max(0, (behind[letter] ?? 0) - 1));
  return {
    rangeOf(start, end) {
      const first = firstAtLeast(written.offsets, start);
      const last = firstAtLeast(written.offsets, end) - 1;
      if (last < first) return undefined;
      const [from, to] = [partner(first), partner(last)];
      if (!from || !to) return undefined;
      const range = new Range();
      range.setStart(from.node, from.offset - opening(from.node.data.slice(0, from.offset)));
      range.setEnd(to.node, to.offset + 1 + closing(to.node.data.slice(to.offset + 1)));
      return range;
    },
    offsetAt(node, offset) {
      const letter = shown.letterAt(node, offset);
      if (letter === undefined) return undefined;
      const writtenLetter = firstAtLeast(behind, letter + 1);
      return written.offsets[Math.min(writtenLetter, written.offsets.length - 1)];
    },
  };
}

/** Signs that belong to the sentence beside them. */
const opening = (text: string): number => /[“‘「『(（《〈【"$¥€£+−-]*$/u.exec(text)?.[0].length ?? 0;
const closing = (text: string): number =>
  /^[。．.！!？?；;：:，,、…”’」』)）\]》〉】"%‰℃°]*/u.exec(text)?.[0].length ?? 0;

/** The letters of all text below an element, in order, and where each is. */
function shownLetters(scope: Element) {
  const pieces: { node: Text; letters: Letters; first: number }[] = [];
  let length = 0;
  for (const node of textNodes(scope)) {
    const letters = lettersOf(node.data);
    if (letters.text === '') continue;
    pieces.push({ node, letters, first: length });
    length += letters.text.length;
  }
  const firsts = pieces.map(({ first }) => first);
  return {
    text: pieces.map(({ letters }) => letters.text).join(''),
    place(letter: number): { node: Text; offset: number } | undefined {
      const piece = pieces[firstAtLeast(firsts, letter + 1) - 1];
      const offset = piece?.letters.offsets[letter - piece.first];
      return piece && offset !== undefined ? { node: piece.node, offset } : undefined;
    },
    letterAt(node: Text, offset: number): number | undefined {
      const piece = pieces.find((one) => one.node === node);
      return (
        piece && piece.first + Math.min(piece.letters.text.length - 1, firstAtLeast(piece.letters.offsets, offset))
      );
    },
  };
}

function* textNodes(scope: Element): Generator<Text> {
  const walker = scope.ownerDocument.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text; // SHOW_TEXT
    if (!node.parentElement?.closest(notText)) yield node;
  }
}

/** CSS px beside a letter that still mean it: between two lines there are some. */
const reach = { x: 6, y: 8 };

/** The letter under a point of the window, or the nearest one by it; undefined: none of this element's. */
export function letterUnder(scope: Element, x: number, y: number): { node: Text; offset: number } | undefined {
  let best: { node: Text; offset: number; away: number } | undefined;
  const range = new Range();
  for (const node of textNodes(scope)) {
    range.selectNodeContents(node);
    if (awayFrom(range, x, y) === undefined) continue;
    for (let offset = 0; offset < node.data.length; offset++) {
      range.setStart(node, offset);
      range.setEnd(node, offset + 1);
      const away = awayFrom(range, x, y);
      if (away !== undefined && (!best || away < best.away)) best = { node, offset, away };
    }
  }
  return best;
}

/** How far a point is from the nearest box of a range; undefined: too far. */
function awayFrom(range: Range, x: number, y: number): number | undefined {
  let least: number | undefined;
  for (const { left, right, top, bottom } of range.getClientRects()) {
    const besideX = Math.max(0, left - x, x - right);
    const besideY = Math.max(0, top - y, y - bottom);
    if (besideX > reach.x || besideY > reach.y) continue;
    least = Math.min(least ?? Number.POSITIVE_INFINITY, besideX + besideY);
  }
  return least;
}

/** Index of the first of ascending numbers that is not below; their count when all are. */
function firstAtLeast(numbers: ArrayLike<number>, least: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
