import type { ReactNode } from 'react';
import { citationSegments } from '../../lib/grounding/citations.ts';
import type { Source } from '../../lib/model/page.ts';
import { CitationChip } from './citation-chip.tsx';

/** Text of an answer, with each citation as a chip. */
export function citedText(text: string, sources: readonly Source[], onShow?: (number: number) => void): ReactNode {
  if (sources.length === 0) return text;
  let offset = 0;
  return citationSegments(text).map((segment) => {
    const at = offset;
    offset += segment.raw.length;
    if (!segment.citation) return segment.raw;
    return segment.citation.map((number) => (
      <CitationChip
        key={`${at} ${number}`}
        number={number}
        source={sources.find((source) => source.number === number)}
        onShow={onShow}
      />
    ));
  });
}
