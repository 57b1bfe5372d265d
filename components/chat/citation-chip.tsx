import { i18n } from '#i18n';
import type { Source } from '../../lib/model/page.ts';

/** The number of a source. A number the page does not have is shown as such, and leads nowhere. */
export function CitationChip({
  number,
  source,
  onShow,
}: {
  number: number;
  source: Source | undefined;
  onShow?: (number: number) => void;
}) {
  if (!source) {
    return (
      <span className="pd-cite" data-bad="true" title={i18n.t('sources.noSuch', [String(number)])}>
        ⚠{number}
      </span>
    );
  }
  return (
    <button
      type="button"
      className="pd-cite"
      title={`${source.site}: ${source.title}`}
      aria-label={i18n.t('sources.chip', [String(number), source.title])}
      disabled={!onShow}
      onClick={(event) => event.isTrusted && onShow?.(number)}
    >
      {number}
    </button>
  );
}
