import { createRoot } from 'react-dom/client';
import { provideParts } from '../../components/answer/use-part.ts';
import { ThemedPage } from '../../components/ui/themed-page.tsx';
import { Welcome } from '../../components/welcome/welcome.tsx';
import { call } from '../../lib/messaging/calls.ts';
import { createOptions } from '../../lib/options/options.ts';
import { partsInPage } from '../../lib/parts/in-page.ts';
import { watchAccess } from '../../lib/settings/access.ts';
import { makeReachable } from '../options/make-reachable.ts';

provideParts(partsInPage);
const options = createOptions(call, makeReachable, location.origin);
createRoot(document.getElementById('root') as HTMLElement) // in index.html
  .render(
    <ThemedPage>
      {(theme) => <Welcome options={options} theme={theme} onOptions={() => void call('surface.openOptions', {})} />}
    </ThemedPage>,
  );
watchAccess(() => void options.load());
void options.load();
