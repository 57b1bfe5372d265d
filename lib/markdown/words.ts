import type { Nodes } from 'mdast';
import { parsed } from './parse.ts';

/** A text of the answer as it is read, and where it was written. */
interface Piece {
  start: number;
  end: number;
  value: string;
  /** Whether nothing in it is written otherwise than it is read. */
  isLetterForLetter: boolean;
}

/**
 * Reads a Markdown text, and gives the words of any part of it as a reader sees them: without the signs of emphasis,
 * links, headings, lists and tables.
 */
export function wordsOf(markdown: string): (start: number, end: number) => string {
  const pieces = parsed(markdown).flatMap(piecesOf);
  return (start, end) =>
    pieces
      .filter((piece) => piece.start < end && piece.end > start)
      .map(({ value, isLetterForLetter, ...piece }) =>
        isLetterForLetter ? value.slice(Math.max(0, start - piece.start), end - piece.start) : value,
      )
      .join('')
      .replace(/\s+/g, ' ')
      .trim();
}

function piecesOf(node: Nodes): Piece[] {
  const { start, end } = { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
  if ('children' in node) {
    const pieces = node.children.flatMap(piecesOf);
    return standsAlone(node) ? [...pieces, { start: end - 1, end, value: ' ', isLetterForLetter: false }] : pieces;
  }
  const value = 'value' in node ? node.value : node.type === 'break' ? ' ' : '';
  return [{ start, end, value, isLetterForLetter: node.type === 'text' && value.length === end - start }];
}

const standsAlone = ({ type }: Nodes): boolean =>
  type === 'paragraph' || type === 'heading' || type === 'tableCell' || type === 'listItem';
