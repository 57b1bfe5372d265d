import browser from 'webextension-polyfill';

/** Chromium's documents without a window; the polyfill does not know them. */
interface Offscreen {
  hasDocument(): Promise<boolean>;
  createDocument(options: { url: string; reasons: string[]; justification: string }): Promise<void>;
}

/**
 * Makes sure that the document which reads pages (entrypoints/reader) is there: beside Chromium's worker, which has no
 * DOM, or as a frame in `host`, the page that Firefox's background is.
 */
export function readerDocument(host: Document | undefined): () => Promise<void> {
  const { offscreen } = (globalThis as { chrome?: { offscreen?: Offscreen } }).chrome ?? {};
  let last: Promise<unknown> = Promise.resolve();
  const open = async () => {
    if (offscreen) {
      if (!(await offscreen.hasDocument())) {
        const justification = 'Reads the text of a cited page whose site the user allowed.';
        await offscreen.createDocument({ url: 'reader.html', reasons: ['DOM_PARSER'], justification });
      }
    } else if (host && !host.querySelector('iframe')) await appendFrame(host);
  };
  return async () => {
    const opened = last.then(open);
    last = opened.catch(() => {}); // told to the one who asked
    await opened;
  };
}

async function appendFrame(host: Document): Promise<void> {
  const frame = host.createElement('iframe');
  frame.src = browser.runtime.getURL('/reader.html');
  const ready = new Promise<void>((done) => frame.addEventListener('load', () => done(), { once: true }));
  host.documentElement.append(frame);
  await ready;
}
