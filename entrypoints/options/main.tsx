import { createRoot } from 'react-dom/client';
import browser from 'webextension-polyfill';
import { OptionsPage } from '../../components/options/options-page.tsx';
import { ThemedPage } from '../../components/ui/themed-page.tsx';
import { call } from '../../lib/messaging/calls.ts';
import { openStream } from '../../lib/messaging/streams.ts';
import { onFirstModel } from '../../lib/options/go-back.ts';
import { createLanguagePacks } from '../../lib/options/language-packs.ts';
import { createMicrophoneTest } from '../../lib/options/microphone-test.ts';
import { createOptions } from '../../lib/options/options.ts';
import { createReadableSites } from '../../lib/options/readable-sites.ts';
import { createTransfer } from '../../lib/options/transfer.ts';
import { createVoices } from '../../lib/options/voices.ts';
import { watchAccess } from '../../lib/settings/access.ts';
import { makeReachable } from './make-reachable.ts';

const options = createOptions(call, makeReachable, location.origin);
const readable = createReadableSites(call);
const transfer = createTransfer(call, () => options.load());
const voice = {
  voices: createVoices(call, openStream),
  packs: createLanguagePacks(),
  microphone: createMicrophoneTest(call, openStream),
};
createRoot(document.getElementById('root') as HTMLElement) // in index.html
  .render(
    <ThemedPage>
      {(theme) => <OptionsPage options={options} readable={readable} transfer={transfer} voice={voice} theme={theme} />}
    </ThemedPage>,
  );

/** To the page whose panel this one was opened from: the model answers there. */
async function goBack(): Promise<void> {
  const { openerTabId } = await browser.tabs.getCurrent();
  if (openerTabId === undefined) return;
  // The browser tells addresses only of the sites we stand beside: its own pages open this one, too.
  const { url } = await browser.tabs.get(openerTabId);
  if (url) await browser.tabs.update(openerTabId, { active: true });
}
onFirstModel(options, () => void goBack().catch(() => {})); // it may be closed by now

watchAccess(() => void options.load());
void readable.load();
void voice.packs.load();
const left = new AbortController();
addEventListener('pagehide', () => left.abort());
void voice.voices.look(left.signal);
// Another window may allow a site meanwhile.
watchAccess(() => void readable.load());
addEventListener('focus', () => void readable.load());
void options.load().then(() => {
  const wanted = decodeURIComponent(location.hash.slice(1));
  const connection = options.getState().connections.find(({ id }) => id === wanted);
  if (connection) options.edit({ connection, fresh: false });
});
