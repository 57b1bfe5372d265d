import { i18n } from '#i18n';
import type { Quote } from '../../lib/model/answer.ts';
import type { PageKind, Source } from '../../lib/model/page.ts';
import { Facts } from '../ui/facts.tsx';
import { CitationChip } from './citation-chip.tsx';
import { keptTogether } from './kept-together.tsx';

const titles = {
  results: 'quotes.title',
  question: 'quotes.titleQuestion',
  article: 'quotes.titleArticle',
} as const satisfies Record<PageKind, string>;

/** Sentences of the page, letter for letter, each with its source. */
export function Quotes({
  quotes,
  sources,
  pageKind,
}: {
  quotes: readonly Quote[];
  sources: readonly Source[];
  pageKind: PageKind | undefined;
}) {
  const title = i18n.t(titles[pageKind ?? 'results']);
  if (quotes.length === 0) return <p className="pd-note">{i18n.t('quotes.none')}</p>;
  return (
    <section className="pd-quotes" aria-label={title}>
      <h3 className="pd-label">
        <span aria-hidden="true">❝</span> {title}
      </h3>
      {quotes.map((quote) => {
        const source = sources.find((candidate) => candidate.number === quote.source);
        return (
          <blockquote key={`${quote.source} ${quote.text}`} className="pd-quote" cite={source?.url}>
            {keptTogether([
              quote.text,
              <CitationChip key="from" number={quote.source} source={source} quote={quote.text} />,
            ])}
            <footer className="pd-quote-from">{source && <Facts of={[source.author, source.site]} />}</footer>
          </blockquote>
        );
      })}
    </section>
  );
}
