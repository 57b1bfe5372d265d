import { createRoot } from 'react-dom/client';
import { OptionsPage } from '../../components/options/options-page.tsx';
import { ThemedPage } from '../../components/ui/themed-page.tsx';
import { call } from '../../lib/messaging/calls.ts';
import { isBuiltIn } from '../../lib/model/connection.ts';
import { createOptions } from '../../lib/options/options.ts';
import { createReadableSites } from '../../lib/options/readable-sites.ts';
import { browserModel, prepareBuiltIn } from '../../lib/providers/built-in.ts';
import { requestAccess, watchAccess } from '../../lib/settings/access.ts';

/** What must happen inside the click: the browser's question about a host, or the download of its own model. */
const makeReachable = (baseUrl: string): Promise<boolean> =>
  isBuiltIn({ baseUrl }) ? prepareBuiltIn(browserModel()) : requestAccess(baseUrl);

const options = createOptions(call, makeReachable, location.origin);
const readable = createReadableSites(call);
createRoot(document.getElementById('root') as HTMLElement) // in index.html
  .render(<ThemedPage>{(theme) => <OptionsPage options={options} readable={readable} theme={theme} />}</ThemedPage>);

watchAccess(() => void options.load());
void readable.load();
// Another window may allow a site meanwhile.
watchAccess(() => void readable.load());
addEventListener('focus', () => void readable.load());
void options.load().then(() => {
  const wanted = decodeURIComponent(location.hash.slice(1));
  const connection = options.getState().connections.find(({ id }) => id === wanted);
  if (connection) options.edit({ connection, fresh: false });
});
