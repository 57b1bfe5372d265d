import { createRoot } from 'react-dom/client';
import { provideParts } from '../../components/answer/use-part.ts';
import { LedgerGate } from '../../components/ledger/ledger-gate.tsx';
import { LedgerPage } from '../../components/ledger/ledger-page.tsx';
import { ThemedPage } from '../../components/ui/themed-page.tsx';
import { call } from '../../lib/messaging/calls.ts';
import { openStream } from '../../lib/messaging/streams.ts';
import { partsInPage } from '../../lib/parts/in-page.ts';

provideParts(partsInPage);

const { connections, preferences } = await call('surface.settings', {});

createRoot(document.getElementById('root') as HTMLElement) // in index.html
  .render(
    <ThemedPage>
      {(theme) => (
        <LedgerGate theme={theme}>
          {(db) => (
            <LedgerPage
              theme={theme}
              verbs={{
                db,
                call,
                connections,
                recording: preferences.records,
                ask: (request, signal) => openStream('answer', request, signal),
              }}
            />
          )}
        </LedgerGate>
      )}
    </ThemedPage>,
  );
