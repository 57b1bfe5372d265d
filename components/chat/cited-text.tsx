import type { ReactNode } from 'react';
import { citationSegments } from '../../lib/grounding/citations.ts';
import type { Source } from '../../lib/model/page.ts';
import type { CheckedSentence } from '../answer/answer-context.ts';
import type { Mark } from '../answer/place-marks.ts';
import { CitationChip } from './citation-chip.tsx';
import { VerdictMark } from './verdict-mark.tsx';

/** Text of an answer, with each citation as a chip and each checked sentence with its verdict behind it. */
export function citedText(
  text: string,
  sources: readonly Source[],
  marks: readonly Mark<CheckedSentence>[],
): ReactNode {
  if (sources.length === 0) return text;
  const waiting = [...marks].sort((one, other) => one.at - other.at);
  const pieces: ReactNode[] = [];
  const placeMarksUpTo = (end: number) => {
    while (waiting[0] && waiting[0].at <= end) {
      const sentence = waiting.shift()?.value;
      if (sentence) pieces.push(<VerdictMark key={`v${sentence.check.start}`} {...sentence} sources={sources} />);
    }
  };
  let offset = 0;
  for (const { raw, citation } of citationSegments(text)) {
    if (citation) {
      const sentence = waiting[0]?.value;
      for (const number of citation) {
        const source = sources.find((one) => one.number === number);
        pieces.push(
          <CitationChip
            key={`${offset} ${number}`}
            number={number}
            source={source}
            claim={sentence?.words ?? text}
            check={sentence?.check}
          />,
        );
      }
    } else {
      let from = 0;
      for (const { at } of [...waiting]) {
        if (at >= offset + raw.length) break;
        pieces.push(raw.slice(from, at - offset));
        from = Math.max(from, at - offset);
        placeMarksUpTo(at);
      }
      pieces.push(raw.slice(from));
    }
    offset += raw.length;
    placeMarksUpTo(offset);
  }
  placeMarksUpTo(text.length);
  return pieces;
}
