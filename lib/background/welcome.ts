import browser from 'webextension-polyfill';

const key = 'welcomed';

/** Greets a new user, once: a browser that loads an unpacked extension says at each start that it was installed. */
export function heedInstallation(): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void welcomeOnce();
  });
}

async function welcomeOnce(): Promise<void> {
  if ((await browser.storage.local.get(key))[key]) return;
  await browser.storage.local.set({ [key]: true });
  await browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
}
