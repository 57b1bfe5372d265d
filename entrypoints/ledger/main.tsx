import { createRoot } from 'react-dom/client';
import { LedgerPage } from '../../components/ledger/ledger-page.tsx';
import { ThemedPage } from '../../components/ui/themed-page.tsx';
import { openLedger } from '../../lib/ledger/database.ts';
import { call } from '../../lib/messaging/calls.ts';
import { openStream } from '../../lib/messaging/streams.ts';

const [db, { connections }] = await Promise.all([openLedger(), call('surface.settings', {})]);

createRoot(document.getElementById('root') as HTMLElement) // in index.html
  .render(
    <ThemedPage>
      {(theme) => (
        <LedgerPage
          theme={theme}
          verbs={{ db, call, connections, ask: (request, signal) => openStream('answer', request, signal) }}
        />
      )}
    </ThemedPage>,
  );
