import { createRoot } from 'react-dom/client';
import { OptionsPage } from '../../components/options/options-page.tsx';
import { ThemedPage } from '../../components/ui/themed-page.tsx';
import { call } from '../../lib/messaging/calls.ts';
import { createOptions } from '../../lib/options/options.ts';
import { requestAccess } from '../../lib/settings/access.ts';

const options = createOptions(call, requestAccess);
createRoot(document.getElementById('root') as HTMLElement) // in index.html
  .render(<ThemedPage>{(theme) => <OptionsPage options={options} theme={theme} />}</ThemedPage>);

void options.load().then(() => {
  const wanted = decodeURIComponent(location.hash.slice(1));
  const connection = options.getState().connections.find(({ id }) => id === wanted);
  if (connection) options.edit({ connection, fresh: false });
});
