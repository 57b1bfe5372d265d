import { createRoot } from 'react-dom/client';
import { AllowSite } from '../../components/allow/allow-site.tsx';
import { ThemedPage } from '../../components/ui/themed-page.tsx';
import { call } from '../../lib/messaging/calls.ts';
import { pageAddress } from '../../lib/pages/address.ts';
import { requestSite } from '../../lib/settings/readable-sites.ts';

const url = pageAddress(decodeURIComponent(location.hash.slice(1)));

/** The browser's question comes first: it must be asked within the click. */
const allow = async (): Promise<boolean> => (await requestSite(url)) && call('options.allowSite', { url: url.href });

createRoot(document.getElementById('root') as HTMLElement) // in index.html
  .render(
    <ThemedPage>
      {(theme) => <AllowSite site={url.hostname} theme={theme} onAllow={allow} onClose={() => window.close()} />}
    </ThemedPage>,
  );
