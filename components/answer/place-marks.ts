import type { Nodes, RootContent, Text } from 'mdast';
import { citationSegments } from '../../lib/grounding/citations.ts';

/** Something that stands after a sentence: `at` is the offset in its text node. */
export interface Mark<T> {
  at: number;
  value: T;
}

/** A sentence of the answer, by offsets in its Markdown, and what is to stand after it. */
export interface Marked<T> {
  start: number;
  end: number;
  value: T;
}

/**
 * Where in a block's text each sentence ends: behind its stop and the citations that follow. The block has no offsets
 * (see lib/markdown), so a sentence is found by its letters, in order; one that cannot be found is marked at the
 * block's end. Linear in the block.
 */
export function placeMarks<T>(
  node: RootContent,
  answer: string,
  sentences: readonly Marked<T>[],
): ReadonlyMap<Nodes, Mark<T>[]> {
  const marks = new Map<Nodes, Mark<T>[]>();
  const leaves = leavesOf(node);
  const lastText = leaves.findLast(isText);
  if (!lastText || sentences.length === 0) return marks;
  const { letters, leafOf, offsetOf } = spelled(leaves);
  let cursor = 0;
  for (const { start, end, value } of sentences) {
    const found = findLetters(letters, lettersOf(answer.slice(start, end)), cursor);
    if (found !== undefined) cursor = found;
    const [leaf, at] =
      found === undefined
        ? [lastText, lastText.value.length]
        : behindStop(
            leaves,
            leafOf[found - 1] ?? 0,
            (offsetOf[found - 1] ?? 0) + 1,
            lastText,
            signsAfter(answer.slice(start, end)),
          );
    marks.set(leaf, [...(marks.get(leaf) ?? []), { at, value }]);
  }
  return marks;
}

type Leaf = Extract<Nodes, { type: 'text' | 'inlineCode' }>;
const isText = (leaf: Leaf): leaf is Text => leaf.type === 'text';

function leavesOf(node: Nodes): Leaf[] {
  if (node.type === 'text' || node.type === 'inlineCode') return [node];
  return 'children' in node ? (node.children as Nodes[]).flatMap(leavesOf) : [];
}

/** All letters and digits of the leaves, without citations, and where each stands. */
function spelled(leaves: readonly Leaf[]): { letters: string; leafOf: number[]; offsetOf: number[] } {
  let letters = '';
  const leafOf: number[] = [];
  const offsetOf: number[] = [];
  leaves.forEach((leaf, index) => {
    let offset = 0;
    for (const { raw, citation } of citationSegments(leaf.value)) {
      for (const run of citation ? [] : raw.matchAll(lettersRun)) {
        letters += run[0];
        for (let at = 0; at < run[0].length; at++) {
          leafOf.push(index);
          offsetOf.push(offset + run.index + at);
        }
      }
      offset += raw.length;
    }
  });
  return { letters, leafOf, offsetOf };
}

const lettersRun = /[\p{L}\p{N}]+/gu;

/** Letters of Markdown as it is read: without citations and the addresses of links. */
function lettersOf(markdown: string): string {
  const text = citationSegments(markdown)
    .map(({ raw, citation }) => (citation ? ' ' : raw))
    .join('')
    .replace(/\]\([^()\s]{0,2000}\)/g, ']');
  return (text.match(lettersRun) ?? []).join('');
}

/** Offset behind the sought letters; when they are not all there as written, behind their end. */
function findLetters(letters: string, sought: string, from: number): number | undefined {
  if (sought === '') return undefined;
  for (const length of [200, 40, 10]) {
    const part = sought.slice(-length);
    const at = letters.indexOf(part, from);
    if (at >= 0) return at + part.length;
    if (part.length < sought.length) continue;
  }
  return undefined;
}

/** Signs behind the last letter of a sentence: those of `12%。`. */
const signsAfter = (sentence: string): string => /[^\p{L}\p{N}]{0,20}$/u.exec(sentence)?.[0] ?? '';

/** Past the stop, closing quotes, and citations, also where they stand in the next leaf. */
function behindStop(
  leaves: readonly Leaf[],
  index: number,
  offset: number,
  otherwise: Text,
  signs: string,
): [Text, number] {
  let place: [Text, number] | undefined;
  for (let leafAt = index, at = offset; leafAt < leaves.length; leafAt++, at = 0) {
    const leaf = leaves[leafAt];
    if (!leaf || !isText(leaf)) {
      if (leafAt > index) break;
      continue;
    }
    const behind = leafAt === index && leaf.value.startsWith(signs, at) ? at + signs.length : at;
    const end = closingEnd(leaf.value, behind);
    if (leafAt > index && end === 0 && place) break;
    place = [leaf, end];
    if (end < leaf.value.length) break;
  }
  return place ?? [otherwise, otherwise.value.length];
}

const closing = /["'”’」』）)\]*]{0,4}[。．.!！?？…;；:：]{0,4}["'”’」』）)\]*]{0,4}/y;

function closingEnd(text: string, from: number): number {
  closing.lastIndex = from;
  let end = from + (closing.exec(text)?.[0].length ?? 0);
  let offset = 0;
  for (const { raw, citation } of citationSegments(text)) {
    if (offset >= end && citation && text.slice(end, offset).trim() === '') {
      closing.lastIndex = offset + raw.length;
      end = offset + raw.length + (closing.exec(text)?.[0].length ?? 0);
    } else if (offset > end) break;
    offset += raw.length;
  }
  return end;
}
