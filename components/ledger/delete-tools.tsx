import { useState } from 'react';
import { i18n } from '#i18n';
import type { Filter } from '../../lib/ledger/read.ts';
import type { AppErrorData } from '../../lib/model/errors.ts';
import type { Doomed } from '../../lib/model/ledger.ts';
import { errorWords } from '../chat/error-words.ts';
import { DeleteButton } from './delete-button.tsx';
import type { LedgerVerbs } from './ledger-verbs.ts';
import { moment, number, siteWords } from './words.ts';

/** Deletes many records: those of the chosen site, of the chosen time, or all. */
export function DeleteTools({
  verbs,
  filter,
  onDeleted,
}: {
  verbs: LedgerVerbs;
  filter: Filter;
  onDeleted: () => void;
}) {
  const [outcome, setOutcome] = useState<{ count: number } | { error: AppErrorData }>();
  const remove = async (doomed: Doomed): Promise<void> => {
    const reply = await verbs.call('ledger.delete', { doomed });
    setOutcome(reply.ok ? { count: reply.value } : { error: reply.error });
    onDeleted();
  };
  const { site, fromMs, toMs } = filter;
  const hasTime = fromMs !== undefined || toMs !== undefined;
  const range = [fromMs, toMs].map((each) => (each === undefined ? '…' : moment(each))).join(' – ');
  return (
    <section className="pd-ledger-tool" aria-labelledby="pd-ledger-deleting">
      <h3 id="pd-ledger-deleting">{i18n.t('ledger.delete')}</h3>
      <p className="pd-note">{i18n.t('ledger.deleteWords')}</p>
      <div className="pd-ledger-buttons">
        {site && (
          <DeleteButton
            label={i18n.t('ledger.deleteSite', [siteWords(site)])}
            question={i18n.t('ledger.deleteSiteAsk', [siteWords(site)])}
            onConfirm={() => remove({ kind: 'site', site })}
          />
        )}
        {hasTime && (
          <DeleteButton
            label={i18n.t('ledger.deleteTime', [range])}
            question={i18n.t('ledger.deleteTimeAsk', [range])}
            onConfirm={() => remove({ kind: 'time', fromMs: fromMs ?? 0, toMs: toMs ?? Date.now() })}
          />
        )}
        <DeleteButton
          label={i18n.t('ledger.deleteAll')}
          question={i18n.t('ledger.deleteAllAsk')}
          onConfirm={() => remove({ kind: 'all' })}
        />
      </div>
      <p role="status">
        {outcome &&
          ('count' in outcome
            ? i18n.t('ledger.deleted', outcome.count, [number(outcome.count)])
            : errorWords(outcome.error))}
      </p>
    </section>
  );
}
