import { i18n } from '#i18n';
import type { SourceChanges } from '../../lib/model/answer.ts';
import type { Turn } from '../../lib/model/conversation.ts';
import { Button } from '../ui/button.tsx';

/** That an answer is not new: its age, from how many sources, and what has changed on the page since. */
export function KeptNote({ turn, keptMs, onRetry }: { turn: Turn; keptMs: number; onRetry: () => void }) {
  const count = turn.page?.sources.length ?? 0;
  const { changes } = turn;
  const changed = changes ? changes.gone.length + changes.changed.length + changes.added.length : 0;
  return (
    <div className="pd-kept" role="note">
      <p>
        {count > 0 ? i18n.t('kept.from', [ago(keptMs), String(count)]) : i18n.t('kept.at', [ago(keptMs)])}{' '}
        {changed > 0 && i18n.t('kept.changed', changed)}{' '}
        <Button look="link" onPress={onRetry}>
          {i18n.t('kept.again')}
        </Button>
      </p>
      {changes && changed > 0 && (
        <details>
          <summary>{i18n.t('kept.what')}</summary>
          <ul>
            {(['gone', 'changed', 'added'] satisfies (keyof SourceChanges)[]).flatMap((kind) =>
              changes[kind].map((title) => <li key={`${kind} ${title}`}>{i18n.t(`kept.kinds.${kind}`, [title])}</li>),
            )}
          </ul>
        </details>
      )}
    </div>
  );
}

/** "5 minutes ago", in the browser's language. */
function ago(atMs: number): string {
  const minutes = Math.round((atMs - Date.now()) / 60_000);
  const words = new Intl.RelativeTimeFormat(i18n.t('language.tag'), { numeric: 'auto' });
  if (minutes > -60) return words.format(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours > -24 ? words.format(hours, 'hour') : words.format(Math.round(hours / 24), 'day');
}
