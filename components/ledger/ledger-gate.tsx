import { type ReactNode, useEffect, useState } from 'react';
import { i18n } from '#i18n';
import { type LedgerDatabase, onLedgerClosed, openLedger } from '../../lib/ledger/database.ts';
import { Button } from '../ui/button.tsx';

type State = LedgerDatabase | 'opening' | 'waiting' | 'cannotOpen' | 'closedOutside';

/** Opens the ledger for what needs it; says in words why it cannot, or what became of it meanwhile. */
export function LedgerGate({
  theme,
  children,
}: {
  theme: 'light' | 'dark';
  children: (db: LedgerDatabase) => ReactNode;
}) {
  const [state, setState] = useState<State>('opening');
  useEffect(() => {
    const forget = onLedgerClosed(() => setState('closedOutside'));
    openLedger(undefined, { onBlocked: () => setState('waiting') }).then(setState, () => setState('cannotOpen'));
    return forget;
  }, []);
  if (typeof state === 'object') return children(state);
  return (
    <div className="pd-theme pd-ledger" data-theme={theme}>
      {state !== 'opening' && (
        <main className="pd-ledger-closed">
          <p role="alert">{i18n.t(`ledger.${state}`)}</p>
          {state !== 'waiting' && (
            <Button look="primary" onPress={() => location.reload()}>
              {i18n.t('errors.reload')}
            </Button>
          )}
        </main>
      )}
    </div>
  );
}
