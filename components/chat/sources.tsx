import { i18n } from '#i18n';
import type { LeftOut } from '../../lib/model/answer.ts';
import type { Source } from '../../lib/model/page.ts';
import { IconButton } from '../ui/button.tsx';
import { Facts } from '../ui/facts.tsx';
import { SafeLink } from './safe-link.tsx';

/** A shorter text says nothing that others could bear out. */
const shortestChecked = 40;

/** The sources of an answer: number, site, title; a press shows the result on the page, the arrow opens it. */
export function Sources({
  sources,
  left = [],
  open,
  onShow,
  onCheck,
}: {
  sources: readonly Source[];
  /** Those the answer did not use, and why. */
  left?: readonly LeftOut[] | undefined;
  /** Unfolded at first: with quotes, the list is half of what there is to see. */
  open: boolean;
  onShow?: ((source: Source) => void) | undefined;
  /** Checks what a source says against the others. */
  onCheck?: ((source: Source) => void) | undefined;
}) {
  return (
    <details className="pd-sources" open={open}>
      <summary>
        {i18n.t('sources.title', sources.length)}
        {left.length > 0 && ` · ${i18n.t('sources.left', left.length)}`}
      </summary>
      <ol className="pd-source-list">
        {sources.map((source) => (
          <li key={source.number} className="pd-source" data-left={whyLeft(left, source)}>
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
                  <Facts of={[source.author, source.site, source.date, leftWords(whyLeft(left, source))]} />
                </span>
                <span className="pd-source-title">{wordsOf(source)}</span>
              </span>
            </button>
            {onCheck && source.text.length >= shortestChecked && (
              <IconButton
                icon="check"
                label={i18n.t('check.source', [source.author ?? source.site])}
                onPress={() => onCheck(source)}
              />
            )}
            <SafeLink url={source.url} label={i18n.t('sources.open', [source.title])} />
          </li>
        ))}
      </ol>
    </details>
  );
}

const whyLeft = (left: readonly LeftOut[], { number }: Source): LeftOut['why'] | undefined =>
  left.find((one) => one.number === number)?.why;

const leftWords = (why: LeftOut['why'] | undefined): string | undefined => why && i18n.t(`sources.why.${why}`);

/** All answers to a question bear its title; their own first words tell them apart. */
const wordsOf = ({ kind, title, text }: Source): string => (kind === 'answer' && text ? text.slice(0, 80) : title);
