import { createRoot } from 'react-dom/client';
import browser from 'webextension-polyfill';
import { MicPage, type MicrophoneAnswer } from '../../components/mic/mic-page.tsx';
import { ThemedPage } from '../../components/ui/themed-page.tsx';

/** ms to read that it works. */
const closeMs = 2_500;

/** The browser asks within this press. What it gives is turned off at once: it was only the permission. */
async function allow(): Promise<MicrophoneAnswer> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const track of stream.getTracks()) track.stop();
    setTimeout(close, closeMs);
    return 'works';
  } catch (thrown) {
    const { name } = thrown as DOMException;
    if (name !== 'NotAllowedError' && name !== 'SecurityError') return 'none';
    return (await isStillAsked()) ? 'dismissed' : 'blocked';
  }
}

const isStillAsked = (): Promise<boolean> =>
  navigator.permissions.query({ name: 'microphone' }).then(
    ({ state }) => state === 'prompt',
    () => false,
  );

/** A page may not close itself everywhere; the extension may close its tab. */
async function close(): Promise<void> {
  const { id } = await browser.tabs.getCurrent();
  if (id !== undefined) await browser.tabs.remove(id);
}

/** Firefox, which alone tells its name here, forgets a permission unless it is told to remember it. */
const forgets = 'getBrowserInfo' in browser.runtime;

createRoot(document.getElementById('root') as HTMLElement) // in index.html
  .render(
    <ThemedPage>
      {(theme) => <MicPage theme={theme} forgets={forgets} onAllow={allow} onClose={() => void close()} />}
    </ThemedPage>,
  );
