import { createRoot } from 'react-dom/client';
import { ThemedPage } from '../../components/ui/themed-page.tsx';
import { Welcome } from '../../components/welcome/welcome.tsx';
import { call } from '../../lib/messaging/calls.ts';

createRoot(document.getElementById('root') as HTMLElement) // in index.html
  .render(
    <ThemedPage>
      {(theme) => <Welcome theme={theme} onOptions={() => void call('surface.openOptions', {})} />}
    </ThemedPage>,
  );
