import { createRoot } from 'react-dom/client';
import { provideTypesetting } from '../../components/answer/use-typesetting.ts';
import { LedgerGate } from '../../components/ledger/ledger-gate.tsx';
import { LedgerPage } from '../../components/ledger/ledger-page.tsx';
import { ThemedPage } from '../../components/ui/themed-page.tsx';
import { call } from '../../lib/messaging/calls.ts';
import { openStream } from '../../lib/messaging/streams.ts';
import { typesettingInPage } from '../../lib/typeset/in-page.ts';

provideTypesetting(typesettingInPage);

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
