import { i18n } from '#i18n';
import type { Turn } from '../../lib/model/conversation.ts';
import type { Opinion } from '../../lib/model/verdict.ts';
import { errorWords } from './error-words.ts';

/** What a model thinks of the answer's sentences, as counts beside the checks, which it never changes. */
export function OpinionNote({ turn }: { turn: Turn }) {
  const { opinion, checks = [] } = turn;
  if (!opinion) return null;
  if (opinion.status === 'streaming') return <p className="pd-note">{i18n.t('opinion.asking')}</p>;
  if (opinion.error) {
    return (
      <p className="pd-note" role="alert">
        {errorWords(opinion.error)}
      </p>
    );
  }
  const count = (which: Opinion) => String(checks.filter((check) => check.opinion === which).length);
  return (
    <p className="pd-note" role="status">
      {opinion.status === 'failed'
        ? i18n.t('opinion.unreadable')
        : i18n.t('opinion.counts', [opinion.by ?? '', count('supported'), count('partly'), count('not')])}
    </p>
  );
}

export const opinionWords = (opinion: Opinion): string => i18n.t(`opinion.${opinion}`);
