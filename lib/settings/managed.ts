import browser from 'webextension-polyfill';
import { noPolicy, type Policy } from '../model/policy.ts';
import { readPolicy } from './read-policy.ts';

let known: Promise<Policy> | undefined;
let isWatched = false;

/** What the organisation that manages this browser has decided; read once, and again after it changes. */
export function managedPolicy(): Promise<Policy> {
  if (!isWatched) {
    isWatched = true;
    browser.storage.onChanged.addListener((_changes, area) => {
      if (area === 'managed') known = undefined;
    });
  }
  known ??= read();
  return known;
}

async function read(): Promise<Policy> {
  try {
    return readPolicy(await browser.storage.managed.get());
  } catch {
    return noPolicy; // Firefox throws where there is no policy
  }
}
