import type { Nodes } from 'mdast';
import { citationSegments, longestCitation } from '../../lib/grounding/citations.ts';
import type { Block } from '../../lib/markdown/blocks.ts';
import { aligned, type Leaf, leavesOf, lettersOf, shownMarkdown } from './spelling.ts';

/** Something that stands after a sentence: `at` is the offset in its text node; 0, behind all of it, in another node. */
export interface Mark<T> {
  at: number;
  value: T;
}

/** Where a sentence of the answer ends in its Markdown, and what is to stand after it. */
export interface Marked<T> {
  end: number;
  value: T;
}

/**
 * Where in a block each sentence ends: behind its stop and the citations that follow, never within a word, a citation,
 * code or a link. A block's pieces have no offsets (see lib/markdown), so its letters are laid beside those of its
 * Markdown. Every sentence gets one mark, in the order of the sentences' ends. Linear in the block.
 */
export function placeMarks<T>(
  { node, start, end }: Pick<Block, 'node' | 'start' | 'end'>,
  answer: string,
  sentences: readonly Marked<T>[],
): ReadonlyMap<Nodes, Mark<T>[]> {
  const marks = new Map<Nodes, Mark<T>[]>();
  if (sentences.length === 0) return marks;
  const leaves = leavesOf(node);
  const markdown = shownMarkdown(answer.slice(start, end));
  const written = lettersOf(markdown);
  const { text, placeBehind } = spelled(leaves);
  const behind = aligned(written.text, text);
  const ends = createEnds(leaves);
  for (const sentence of sentences) {
    const last = lastBelow(written.offsets, sentence.end - start);
    const letter = placeBehind(Math.max(0, (behind[last] ?? 0) - 1));
    const signs = markdown.slice((written.offsets[last] ?? -1) + 1, sentence.end - start);
    const place = letter ? ends.behind(letter, signs) : endOf(leaves);
    const holder = leaves[place.leaf]?.node ?? node;
    const mark = { at: holder.type === 'text' ? place.offset : 0, value: sentence.value };
    const others = marks.get(holder);
    if (others) others.push(mark);
    else marks.set(holder, [mark]);
  }
  return marks;
}

/** A place in the leaf with this index: before the unit at `offset`. */
interface Place {
  leaf: number;
  offset: number;
}

const endOf = (leaves: readonly Leaf[]): Place => ({
  leaf: leaves.length - 1,
  offset: leaves.at(-1)?.value.length ?? 0,
});

/** The letters of all leaves, and the place behind each. */
function spelled(leaves: readonly Leaf[]): { text: string; placeBehind: (letter: number) => Place | undefined } {
  const each = leaves.map(({ value }) => lettersOf(value));
  const firsts: number[] = [];
  let length = 0;
  for (const { text } of each) {
    firsts.push(length);
    length += text.length;
  }
  return {
    text: each.map(({ text }) => text).join(''),
    placeBehind(letter) {
      const leaf = lastBelow(firsts, letter + 1);
      const offset = each[leaf]?.offsets[letter - (firsts[leaf] ?? 0)];
      return offset === undefined ? undefined : { leaf, offset: offset + 1 };
    },
  };
}

/** Index of the last number below `limit` among ascending ones; -1: none. */
function lastBelow(numbers: ArrayLike<number>, limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Longer rows of signs at a sentence's end are not followed to theirs. */
const mostSigns = 60;

/** Finds where what belongs to a sentence ends. Citations of a leaf are looked for once. */
function createEnds(leaves: readonly Leaf[]) {
  const citations = new Map<number, ReadonlyMap<number, number>>();

  return {
    /** Past the sentence's own signs, such as `%。` or code without letters, then the citations and what they stand in. */
    behind(letter: Place, signs: string): Place {
      let place = letter;
      for (const sign of signs.slice(0, mostSigns)) {
        const next = sign.trim() === '' ? undefined : skipped(place, blanks);
        if (next && signAt(next) === sign) place = { leaf: next.leaf, offset: next.offset + sign.length };
      }
      return within(within(withCitations(within(place, closing)), restOfWord), closing);
    },
  };

  function signAt({ leaf, offset }: Place): string {
    const code = leaves[leaf]?.value.codePointAt(offset);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  /** The next place in the same line where something else than `what` stands. */
  function skipped(from: Place, what: RegExp): Place | undefined {
    let { leaf, offset } = from;
    for (; leaves[leaf]?.line === leaves[from.leaf]?.line; leaf++, offset = 0) {
      const next = within({ leaf, offset }, what);
      if (next.offset < (leaves[leaf]?.value.length ?? 0)) return next;
    }
    return undefined;
  }

  /** Behind what the pattern, a sticky one that may match nothing, finds at a place. */
  function within({ leaf, offset }: Place, what: RegExp): Place {
    what.lastIndex = offset;
    return { leaf, offset: what.test(leaves[leaf]?.value ?? '') ? what.lastIndex : offset };
  }

  function withCitations(from: Place): Place {
    let place = outOfCitation(from);
    for (;;) {
      const next = skipped(place, between);
      const end = next && citationsOf(next.leaf).get(next.offset);
      if (!next || end === undefined) return place;
      place = { leaf: next.leaf, offset: end };
    }
  }

  /** A sentence may end with a letter of a citation, as a row of a table does. */
  function outOfCitation({ leaf, offset }: Place): Place {
    const known = citationsOf(leaf);
    for (let start = offset - 1; start >= 0 && start > offset - longestCitation; start--) {
      const end = known.get(start);
      if (end !== undefined) return { leaf, offset: Math.max(offset, end) };
    }
    return { leaf, offset };
  }

  /** Where each citation of a leaf begins, and ends. */
  function citationsOf(leaf: number): ReadonlyMap<number, number> {
    const known = citations.get(leaf);
    if (known) return known;
    const found = new Map<number, number>();
    let offset = 0;
    for (const { raw, citation } of leaves[leaf]?.isCode ? [] : citationSegments(leaves[leaf]?.value ?? '')) {
      if (citation) found.set(offset, offset + raw.length);
      offset += raw.length;
    }
    citations.set(leaf, found);
    return found;
  }
}

const blanks = /[^\S\n]*/y;
/** What may stand between the citations of one sentence, as in `[1]、[2]`. */
const between = /[^\S\n]*[,，、;；]?[^\S\n]*/y;
/** Accents, joined emoji; after a letter of a script that parts words by spaces, the letters and decimals up to the next. */
const unspaced = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
const spaced = `(?![${unspaced}])[\\p{L}\\p{N}\\p{M}]`;
const restOfWord = new RegExp(
  `[\\p{M}\\u200d\\ufe0f]*(?:(?<=(?![${unspaced}])[\\p{L}\\p{N}]\\p{M}{0,4})(?:${spaced}|(?<=\\p{N})[.,:](?=\\p{N}))*)?`,
  'uy',
);
/** What closes a sentence behind its citation, or as a sign written otherwise: `&hellip;`. */
const closing = /[。．！？…]{0,3}[”’」』）】》〉]{0,4}/y;
