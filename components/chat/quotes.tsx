import { i18n } from '#i18n';
import type { Quote } from '../../lib/model/answer.ts';
import type { Source } from '../../lib/model/page.ts';
import { CitationChip } from './citation-chip.tsx';

/** Sentences of the page, letter for letter, each with its source. */
export function Quotes({
  quotes,
  sources,
  onShow,
}: {
  quotes: readonly Quote[];
  sources: readonly Source[];
  onShow?: (number: number) => void;
}) {
  if (quotes.length === 0) return <p className="pd-note">{i18n.t('quotes.none')}</p>;
  return (
    <section className="pd-quotes" aria-label={i18n.t('quotes.title')}>
      <h3 className="pd-label">
        <span aria-hidden="true">❝</span> {i18n.t('quotes.title')}
      </h3>
      {quotes.map((quote) => {
        const source = sources.find((candidate) => candidate.number === quote.source);
        return (
          <blockquote key={`${quote.source} ${quote.text}`} className="pd-quote" cite={source?.url}>
            {quote.text}
            <CitationChip number={quote.source} source={source} onShow={onShow} />
            <footer className="pd-quote-from">
              {source && [source.author, source.site].filter(Boolean).join(' · ')}
            </footer>
          </blockquote>
        );
      })}
    </section>
  );
}
