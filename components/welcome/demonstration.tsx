import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { i18n } from '#i18n';
import { excerpts } from '../../lib/grounding/excerpts.ts';
import type { Source } from '../../lib/model/page.ts';
import { usePart } from '../answer/use-part.ts';
import { citedText } from '../chat/cited-text.tsx';
import { EvidenceLayer, type PagePoint } from '../chat/evidence-layer.tsx';
import { Quotes } from '../chat/quotes.tsx';
import { Panda } from '../ui/panda.tsx';
import { sampleAnswer, samplePage } from './sample.ts';

/**
 * What Pangda does, in one picture that works: results, and beside them the answer without a model and an answer that is
 * checked. Both are worked out here and now, as beside a real page; nothing is sent and nothing recorded.
 */
export function Demonstration() {
  const page = useMemo(samplePage, []);
  const quotes = useMemo(() => excerpts(page).map(({ source, quote }) => ({ source, text: quote })), [page]);
  const list = useRef<HTMLOListElement>(null);
  const [point, setPoint] = useState<PagePoint>();
  const show = useCallback((source: Source) => {
    setPoint({ source, quotes: [] });
    list.current?.children[source.number - 1]?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <figure className="pd-demo">
      <div className="pd-demo-page">
        <p className="pd-demo-query">{page.query}</p>
        <ol ref={list}>
          {page.sources.map((source) => (
            <li key={source.number} data-pointed={point?.source.number === source.number}>
              <span className="pd-note">{source.site}</span>
              <strong>{source.title}</strong>
              <span>{marked(source, point)}</span>
            </li>
          ))}
        </ol>
      </div>
      <div className="pd-demo-panel">
        <p className="pd-demo-name">
          <Panda /> {i18n.t('extension.shortName')}
        </p>
        <EvidenceLayer onPoint={setPoint} onShow={show}>
          <Quotes quotes={quotes} sources={page.sources} pageKind={page.kind} />
          <h3 className="pd-label">{i18n.t('welcome.checkedTitle')}</h3>
          <p className="pd-demo-answer">
            <Checked text={sampleAnswer()} sources={page.sources} />
          </p>
        </EvidenceLayer>
      </div>
      <figcaption className="pd-note">{i18n.t('welcome.demoHint')}</figcaption>
    </figure>
  );
}

function Checked({ text, sources }: { text: string; sources: readonly Source[] }): ReactNode {
  const checking = usePart('checking', true);
  const marks = useMemo(
    () =>
      checking?.checksOf(text, sources).map((check) => ({
        at: check.end,
        value: { check, words: text.slice(check.start, check.end) },
      })),
    [checking, text, sources],
  );
  return citedText(text, sources, marks ?? []);
}

/** A result's text, with the words marked that are being looked at. */
function marked({ number, text }: Source, point: PagePoint | undefined): ReactNode {
  const quote = point?.source.number === number ? point.quotes.find((each) => text.includes(each)) : undefined;
  if (!quote) return text;
  const at = text.indexOf(quote);
  return (
    <>
      {text.slice(0, at)}
      <mark>{quote}</mark>
      {text.slice(at + quote.length)}
    </>
  );
}
