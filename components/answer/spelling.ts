import type { Nodes } from 'mdast';

/** A piece of a block without pieces of its own, as it is shown. */
export interface Leaf {
  /** What a mark is put into, for text, or behind: code, and the link around a text. */
  node: Nodes;
  /** Its text as it is read. */
  value: string;
  isCode: boolean;
  /** Leaves of one paragraph, heading, cell or line have the same; what belongs to a sentence never lies beyond it. */
  line: number;
}

/** The leaves of a block, in order. */
export function leavesOf(block: Nodes): Leaf[] {
  const leaves: Leaf[] = [];
  let line = 0;
  const visit = (node: Nodes, link: Nodes | undefined): void => {
    if ('children' in node) {
      if (isLine(node)) line++;
      for (const child of node.children as Nodes[]) visit(child, link ?? (child.type === 'link' ? child : undefined));
      return;
    }
    if (node.type === 'break' || node.type === 'code') line++;
    if (node.type === 'break') return;
    const isCode = node.type === 'inlineCode' || node.type === 'code' || node.type === 'formula';
    leaves.push({ node: link ?? node, value: 'value' in node ? node.value : '', isCode, line });
  };
  visit(block, block.type === 'link' ? block : undefined);
  return leaves;
}

const isLine = ({ type }: Nodes): boolean => type === 'paragraph' || type === 'heading' || type === 'tableCell';

/** Letters, digits and their accents, without all else, and where each UTF-16 unit of them stands in the text. */
export interface Letters {
  text: string;
  /** Ascending. */
  offsets: Int32Array;
}

export function lettersOf(text: string): Letters {
  const runs: string[] = [];
  const offsets = new Int32Array(text.length);
  let count = 0;
  for (const { 0: run, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    runs.push(run);
    for (let at = 0; at < run.length; at++) offsets[count++] = index + at;
  }
  return { text: runs.join(''), offsets: offsets.subarray(0, count) };
}

/** Markdown with what is not shown as blanks, of the same length: addresses, list numbers, names of languages. */
export function shownMarkdown(markdown: string): string {
  return unshown.reduce((text, pattern) => text.replace(pattern, (found) => ' '.repeat(found.length)), markdown);
}

// Every repetition is bounded, or stops at its line's end, where the next search begins.
const unshown = [
  /(?<=^[ \t>]*(?:[-*+][ \t]{1,4})?)\d{1,9}[.)](?=[ \t])/gm,
  /(?<=^[ \t>]*(?:[-*+]|\d{1,9}[.)])?[ \t]{1,4})\[[ xX]\](?=[ \t])/gm,
  /(?<=^[ \t>]*(?:[-*+][ \t]{1,4})?(?:`{3,9}|~{3,9}))[^\n`]{1,80}$/gm,
  /(?<=\])\((?:<[^<>\n]{0,2000}>|[^()\s<>]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)(?: +"[^"\n]{0,200}")?\)/g,
  /<br\s{0,4}\/?>/gi,
  /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi,
];

/**
 * For each unit of `written`, how many units of `shown` stand up to its partner, or up to that of the one before. What only
 * one of the two has is passed over: markup that `shownMarkdown` did not know, a table's head that is shown twice. Linear:
 * each difference costs a search of bounded length.
 */
export function aligned(written: string, shown: string): Int32Array {
  const behind = new Int32Array(written.length);
  let there = 0;
  for (let here = 0; here < written.length; here++) {
    if (written.charCodeAt(here) !== shown.charCodeAt(there) && there < shown.length) {
      const { skipHere, skipThere } = difference(written, here, shown, there);
      behind.fill(there, here, here + skipHere);
      here += skipHere;
      there += skipThere;
    }
    if (here < written.length && there < shown.length) there++;
    behind[here] = there;
  }
  return behind;
}

/** So many equal letters (first) are enough to go on when they are no farther than this (second), tried in turn. */
const enough = [
  [12, 64],
  [4, 64],
  [12, 4000],
  [1, 16],
] as const;

function difference(written: string, here: number, shown: string, there: number) {
  for (const [length, farthest] of enough) {
    const skipHere = found(written, here, shown.slice(there, there + length), farthest);
    const skipThere = found(shown, there, written.slice(here, here + length), farthest);
    if (skipHere < 0 && skipThere < 0) continue;
    return skipThere < 0 || (skipHere >= 0 && skipHere <= skipThere)
      ? { skipHere, skipThere: 0 }
      : { skipHere: 0, skipThere };
  }
  return { skipHere: 0, skipThere: 0 }; // one letter for another, as `&#233;` for é
}

const found = (text: string, from: number, sought: string, farthest: number): number =>
  text.slice(from, from + farthest + sought.length).indexOf(sought);
