import browser from 'webextension-polyfill';
import { welcomed } from '../settings/welcomed.ts';

/** Greets a new user, once: a browser that loads an unpacked extension says at each start that it was installed. */
export function heedInstallation(): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void welcomeOnce();
  });
}

async function welcomeOnce(): Promise<void> {
  if (await welcomed.get()) return;
  await welcomed.set(true);
  await browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
}
