import { i18n } from '#i18n';
import type { Source } from '../../lib/model/page.ts';
import { SafeLink } from './safe-link.tsx';

/** The sources of an answer: number, site, title; a press shows the result on the page, the arrow opens it. */
export function Sources({
  sources,
  open,
  onShow,
}: {
  sources: readonly Source[];
  /** Unfolded at first: with quotes, the list is half of what there is to see. */
  open: boolean;
  onShow?: ((source: Source) => void) | undefined;
}) {
  return (
    <details className="pd-sources" open={open}>
      <summary>{i18n.t('sources.title', sources.length)}</summary>
      <ol className="pd-source-list">
        {sources.map((source) => (
          <li key={source.number} className="pd-source">
            <button
              type="button"
              className="pd-source-show"
              title={i18n.t('sources.show')}
              disabled={!onShow}
              onClick={(event) => event.isTrusted && onShow?.(source)}
            >
              <span className="pd-number">{source.number}</span>
              <span className="pd-source-words">
                <span className="pd-source-site">
                  {[source.author, source.site, source.date].filter(Boolean).join(' · ')}
                </span>
                <span className="pd-source-title">{wordsOf(source)}</span>
              </span>
            </button>
            <SafeLink url={source.url} label={i18n.t('sources.open', [source.title])} />
          </li>
        ))}
      </ol>
    </details>
  );
}

/** All answers to a question bear its title; their own first words tell them apart. */
const wordsOf = ({ kind, title, text }: Source): string => (kind === 'answer' && text ? text.slice(0, 80) : title);
