import { useRef, useState } from 'react';
import { i18n } from '#i18n';
import type { ChainReport } from '../../lib/ledger/chain.ts';
import type { LedgerDatabase } from '../../lib/ledger/database.ts';
import { type VerifyProgress, verifyChain } from '../../lib/ledger/verify.ts';
import { Button } from '../ui/button.tsx';
import { faultWords, moment, number } from './words.ts';

/** Verifies the whole chain, with a bar and a way to stop, and says what that proves. */
export function ChainTools({ db }: { db: LedgerDatabase }) {
  const [progress, setProgress] = useState<VerifyProgress>();
  const running = useRef<AbortController>(undefined);
  const isRunning = progress !== undefined && !progress.report;

  async function run(): Promise<void> {
    const stop = new AbortController();
    running.current = stop;
    setProgress({ done: 0, total: 0 });
    for await (const next of verifyChain(db, stop.signal)) setProgress(next);
    if (stop.signal.aborted) setProgress(undefined);
  }

  return (
    <section className="pd-ledger-tool" aria-labelledby="pd-ledger-chain">
      <h3 id="pd-ledger-chain">{i18n.t('ledger.chain')}</h3>
      <p className="pd-note">{i18n.t('ledger.chainProves')}</p>
      <p className="pd-note">{i18n.t('ledger.chainProvesNot')}</p>
      <p className="pd-ledger-buttons">
        <Button icon="check" disabled={isRunning} onPress={() => void run()}>
          {i18n.t('ledger.verify')}
        </Button>
        {isRunning && <Button onPress={() => running.current?.abort()}>{i18n.t('options.cancel')}</Button>}
      </p>
      {isRunning && (
        <>
          <progress className="pd-ledger-progress" max={progress.total || 1} value={progress.done} />
          <p className="pd-note">{i18n.t('ledger.progress', [number(progress.done), number(progress.total)])}</p>
        </>
      )}
      <div role="status">{progress?.report && <Report report={progress.report} />}</div>
    </section>
  );
}

/** What a verification found. */
export function Report({ report: { records, faults, faultCount, deleted, head } }: { report: ChainReport }) {
  return (
    <div className="pd-ledger-report" data-intact={faultCount === 0}>
      <p>
        {faultCount === 0 ? i18n.t('ledger.intact', records, [number(records)]) : i18n.t('ledger.broken', faultCount)}
      </p>
      {faults.length > 0 && (
        <ul>
          {faults.slice(0, 10).map((fault) => (
            <li key={`${fault.seq} ${fault.why}`}>{faultWords(fault)}</li>
          ))}
        </ul>
      )}
      {deleted.map(({ atMs, count }) => (
        <p key={atMs} className="pd-note">
          {i18n.t('ledger.deletedOn', count, [number(count), moment(atMs)])}
        </p>
      ))}
      <p className="pd-note">
        {i18n.t('ledger.lastEntry', [number(head.seq)])} <code>{head.hash}</code>
      </p>
    </div>
  );
}
