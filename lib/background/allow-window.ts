import browser from 'webextension-polyfill';
import { siteOf } from '../pages/address.ts';

/** CSS px. */
const size = { width: 420, height: 340 } as const;

/** ms; the browser ends a background that hears nothing for 30 s (lib/messaging/stream-port.ts). */
const pingMs = 20_000;

/**
 * Opens a small window that asks whether a site's pages may be read, and waits until it is closed: a content script
 * cannot ask the browser itself. One window at a time; while it asks about another site, the answer is no.
 */
export function createAllowWindow(mayRead: (url: string) => Promise<boolean>): (url: string) => Promise<boolean> {
  let open: { site: string; id: number | undefined; closed: Promise<void> } | undefined;

  return async (url) => {
    const site = siteOf(url);
    if (!site) return false;
    if (await mayRead(url)) return true;
    if (open && open.site !== site) {
      if (open.id !== undefined) await browser.windows.update(open.id, { focused: true });
      return false;
    }
    open ??= { site, id: undefined, closed: asked(url, (id) => open && Object.assign(open, { id })) };
    try {
      await open.closed;
    } finally {
      open = undefined;
    }
    return mayRead(url);
  };
}

async function asked(url: string, opened: (id: number | undefined) => void): Promise<void> {
  const page = browser.runtime.getURL(`/allow.html#${encodeURIComponent(url)}`);
  const { id } = await browser.windows.create({ url: page, type: 'popup', ...size, ...(await middle()) });
  opened(id);
  const stayAwake = setInterval(() => void browser.runtime.getPlatformInfo(), pingMs);
  await new Promise<void>((done) => {
    const listener = (closed: number) => {
      if (closed !== id) return;
      browser.windows.onRemoved.removeListener(listener);
      done();
    };
    browser.windows.onRemoved.addListener(listener);
  });
  clearInterval(stayAwake);
}

/** Over the window in use, where eyes are; nothing when that has no place. */
async function middle(): Promise<{ left?: number; top?: number }> {
  const { left, top, width, height } = await browser.windows.getLastFocused().catch(() => ({}) as never);
  if (left === undefined || top === undefined || !width || !height) return {};
  return { left: Math.round(left + (width - size.width) / 2), top: Math.round(top + (height - size.height) / 3) };
}
