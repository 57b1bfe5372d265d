import { isValidElement, type ReactNode } from 'react';
import { CitationChip } from './citation-chip.tsx';

/** What must not begin a line. */
const closing = '[。．.，,、；;：:！!？?）)」』”’》〉…]';
const closingFirst = new RegExp(`^${closing}+`);
const closingLast = new RegExp(`${closing}{1,2}$`);
/** What a chip stays with: a letter of a script without spaces, or a word, of a long one its end. */
const wordLast = new RegExp(
  `(?:[\\p{Script=Latin}\\p{N}'’%.-]{1,16}|[^\\s${closing.slice(1, -1)}])${closing}{0,2}\\s?$`,
  'u',
);

/**
 * Pieces of a text so that a chip stays with the word before it and the stop behind it, and a sentence's end with its
 * mark; of several chips in a row each but the first may begin a line.
 * A browser breaks lines on either side of a box, whatever stands there.
 */
export function keptTogether(pieces: readonly ReactNode[]): ReactNode[] {
  const lines: ReactNode[] = [];
  let group: ReactNode[] = [];
  const flush = () => {
    if (group.length > 1)
      lines.push(
        <span key={`k${lines.length}`} className="pd-kept-together">
          {group}
        </span>,
      );
    else lines.push(...group);
    group = [];
  };
  for (const [index, piece] of pieces.entries()) {
    if (isChip(piece)) {
      if (group.some(isChip)) flush();
      group.push(piece);
    } else if (typeof piece !== 'string') {
      if (group.length > 0) group.push(piece);
      else lines.push(piece);
    } else {
      const first = group.length > 0 ? (closingFirst.exec(piece)?.[0] ?? '') : '';
      if (first) group.push(first);
      const rest = piece.slice(first.length);
      if (!rest) continue;
      flush();
      const next = pieces[index + 1];
      const kept = next === undefined || typeof next === 'string' ? undefined : isChip(next) ? wordLast : closingLast;
      const last = kept?.exec(rest)?.[0] ?? '';
      if (rest.length > last.length) lines.push(rest.slice(0, rest.length - last.length));
      if (last) group = [last];
    }
  }
  flush();
  return lines;
}

const isChip = (piece: ReactNode): boolean => isValidElement(piece) && piece.type === CitationChip;
