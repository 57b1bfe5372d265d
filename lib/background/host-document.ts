import browser from 'webextension-polyfill';
import { askOpenHost } from '../messaging/own-channel.ts';
import { AppError, errorData } from '../model/errors.ts';

/** Chromium's documents without a window; the polyfill does not know them. One an extension. */
interface Offscreen {
  hasDocument(): Promise<boolean>;
  createDocument(options: { url: string; reasons: string[]; justification: string }): Promise<void>;
}

const path = '/host.html';
const reasons = ['DOM_PARSER', 'USER_MEDIA', 'AUDIO_PLAYBACK', 'IFRAME_SCRIPTING'];
const justification =
  'Listens while you hold the microphone, plays answers, reads cited pages whose site you allowed, asks a local model server from a page of its own.';

/** CSS px of Firefox's window. */
const size = { width: 360, height: 240 } as const;

export interface HostDocuments {
  /** The document with a microphone and a loudspeaker (entrypoints/host): without a window in Chromium, a small one in Firefox. */
  host(): Promise<void>;
  /** The document that reads pages (entrypoints/reader): a frame in the host in Chromium, in the background's page in Firefox. */
  reader(): Promise<void>;
}

/** `background`: the page that Firefox's background is; a worker has none. */
export function hostDocuments(background: Document | undefined): HostDocuments {
  const { offscreen } = (globalThis as { chrome?: { offscreen?: Offscreen } }).chrome ?? {};
  const host = offscreen ? () => openOffscreen(offscreen) : openWindow;
  const reader = async () => {
    if (offscreen) {
      const open = () => openOffscreen(offscreen);
      for await (const _ of askOpenHost(open, 'reader', () => ({}), AbortSignal.timeout(10_000)));
    } else if (background && !background.querySelector('iframe')) await appendFrame(background);
  };
  return { host: oneAfterAnother(host), reader: oneAfterAnother(reader) };
}

/** Two at once would both find no document, and the second fail. */
let last: Promise<unknown> = Promise.resolve();
const oneAfterAnother = (open: () => Promise<void>) => async (): Promise<void> => {
  const opened = last.then(open);
  last = opened.catch(() => {}); // told to the one who asked
  await opened;
};

async function openOffscreen(offscreen: Offscreen): Promise<void> {
  if (!(await offscreen.hasDocument())) await offscreen.createDocument({ url: path, reasons, justification });
}

async function openWindow(): Promise<void> {
  const url = browser.runtime.getURL(path);
  if ((await browser.tabs.query({ url })).length > 0) return;
  const { tabs } = await browser.windows.create({ url, type: 'popup', ...size });
  const id = tabs?.[0]?.id;
  if (id === undefined) throw new AppError('voiceFailed', 'no window could be opened');
  await loaded(id);
}

/** ms */
const loadMs = 10_000;

/** @throws AppError 'hostClosed' when the user closes the window meanwhile. */
async function loaded(tabId: number): Promise<void> {
  const untilMs = Date.now() + loadMs;
  const status = async () => {
    const tab = await browser.tabs.get(tabId).catch((thrown) => {
      throw new AppError('hostClosed', errorData(thrown).detail);
    });
    return tab.status;
  };
  while ((await status()) !== 'complete') {
    if (Date.now() > untilMs) throw new AppError('voiceFailed', 'the window did not load');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function appendFrame(page: Document): Promise<void> {
  const frame = page.createElement('iframe');
  frame.src = browser.runtime.getURL('/reader.html');
  const ready = new Promise<void>((done) => frame.addEventListener('load', () => done(), { once: true }));
  page.documentElement.append(frame);
  await ready;
}
