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
  const [hasFailed, setFailed] = useState(false);
  const running = useRef<AbortController>(undefined);
  const isRunning = progress !== undefined && !progress.report;

  async function run(): Promise<void> {
    const stop = new AbortController();
    running.current = stop;
    setFailed(false);
    setProgress({ done: 0, total: 0 });
    try {
      for await (const next of verifyChain(db, stop.signal)) setProgress(next);
      if (stop.signal.aborted) setProgress(undefined);
    } catch {
      setProgress(undefined);
      setFailed(true);
    }
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
      <div role="status">
        {progress?.report && <Report report={progress.report} />}
        {hasFailed && <p className="pd-ledger-failed">{i18n.t('ledger.cannotRead')}</p>}
      </div>
    </section>
  );
}

/** What a verification found. */
export function Report({ report }: { report: ChainReport }) {
  const { faults, faultCount, damaged, deleted, head } = report;
  return (
    <div className="pd-ledger-report" data-intact={faultCount === 0 && damaged.length === 0}>
      <p>{verdictOn(report)}</p>
      {damaged.slice(0, 10).map((seq) => (
        <p key={seq}>{i18n.t('ledger.wasDamaged', [number(seq)])}</p>
      ))}
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

function verdictOn({ records, faultCount, damaged }: ChainReport): string {
  if (faultCount > 0) return i18n.t('ledger.broken', faultCount);
  if (damaged.length > 0) return i18n.t('ledger.restFits', records, [number(records)]);
  return i18n.t('ledger.intact', records, [number(records)]);
}
