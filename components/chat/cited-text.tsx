import type { ReactNode } from 'react';
import { citationSegments } from '../../lib/grounding/citations.ts';
import type { Source } from '../../lib/model/page.ts';
import type { CheckedSentence } from '../answer/answer-context.ts';
import type { Mark } from '../answer/place-marks.ts';
import { CitationChip } from './citation-chip.tsx';
import { keptTogether } from './kept-together.tsx';
import { VerdictMark } from './verdict-mark.tsx';

/** Text of an answer, with each citation as a chip and each checked sentence with its verdict behind it. */
export function citedText(
  text: string,
  sources: readonly Source[],
  marks: readonly Mark<CheckedSentence>[],
): ReactNode {
  if (sources.length === 0) return text;
  const ordered = [...marks].sort((one, other) => one.at - other.at);
  const pieces: ReactNode[] = [];
  let next = 0;
  /** Text up to `end`, with the marks in it and at its end. */
  const addText = (from: number, end: number) => {
    let start = from;
    for (let mark = ordered[next]; mark && mark.at <= end; mark = ordered[++next]) {
      if (mark.at > start) pieces.push(text.slice(start, mark.at));
      start = Math.max(start, mark.at);
      pieces.push(<VerdictMark key={`v${next}`} {...mark.value} sources={sources} />);
    }
    if (end > start) pieces.push(text.slice(start, end));
  };
  let offset = 0;
  for (const { raw, citation } of citationSegments(text)) {
    const end = offset + raw.length;
    if (citation) {
      const sentence = ordered[next]?.value;
      for (const number of citation) {
        // What stands before the next mark may belong to a sentence that is not checked, such as a question.
        const check = sentence?.check;
        const cites = check && [...check.sources, ...check.badNumbers].includes(number);
        pieces.push(
          <CitationChip
            key={`${offset} ${number}`}
            number={number}
            source={sources.find((one) => one.number === number)}
            claim={cites ? sentence.words : text}
            check={cites ? check : undefined}
          />,
        );
      }
      addText(end, end);
    } else addText(offset, end);
    offset = end;
  }
  addText(text.length, text.length);
  return keptTogether(pieces);
}
