import browser, { type Runtime } from 'webextension-polyfill';

let opening: Promise<void> | undefined;

/** Shows the page that asks for the microphone (entrypoints/mic), beside the tab that wanted it; there is one at most. */
export async function openMicrophonePage(from: Runtime.MessageSender | undefined): Promise<void> {
  // Two that ask at once would both find none.
  opening ??= show(from).finally(() => {
    opening = undefined;
  });
  await opening;
}

async function show(from: Runtime.MessageSender | undefined): Promise<void> {
  const url = browser.runtime.getURL('/mic.html');
  const [open] = await browser.tabs.query({ url });
  if (open?.id !== undefined) {
    await browser.tabs.update(open.id, { active: true });
    return;
  }
  const { id, index, windowId } = from?.tab ?? {};
  await browser.tabs.create({
    url,
    ...(id !== undefined && index !== undefined && { openerTabId: id, windowId, index: index + 1 }),
  });
}

/** Back to the page that is talked to: Firefox's host is a window, and opens in front. */
export async function returnFromHost(to: Runtime.MessageSender | undefined): Promise<void> {
  const windowId = to?.tab?.windowId;
  const [host] = await browser.tabs.query({ url: browser.runtime.getURL('/host.html') }); // none without a window
  if (windowId === undefined || host?.windowId === undefined || host.windowId === windowId) return;
  const { focused } = await browser.windows.get(host.windowId);
  if (focused) await browser.windows.update(windowId, { focused: true });
}
