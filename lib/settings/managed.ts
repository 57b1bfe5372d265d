import browser from 'webextension-polyfill';
import type { Policy } from '../model/policy.ts';
import { readPolicy } from './read-policy.ts';
import { stored } from './stored.ts';

let known: Promise<Policy> | undefined;
let isWatched = false;

/** What was read the last time, as it came; undefined where nothing ever was. */
const lastRead = stored('policy', (raw) => raw);

/**
 * What the organisation that manages this browser has decided; read once, and again after it changes. A browser that has
 * just started needs seconds to know (Chromium 156: 2 to 4.5 s), which neither a panel nor a question waits for: what held
 * the last time holds until then.
 */
export function managedPolicy(): Promise<Policy> {
  if (!isWatched) {
    isWatched = true;
    browser.storage.onChanged.addListener((_changes, area) => {
      if (area === 'managed') known = read();
    });
  }
  known ??= asLastTime();
  return known;
}

async function asLastTime(): Promise<Policy> {
  const now = read();
  const before = await lastRead.get().catch(() => undefined);
  if (before === undefined) return now;
  void now.then(() => {
    known = now;
  });
  return readPolicy(before);
}

async function read(): Promise<Policy> {
  // Firefox throws where there is no policy.
  const raw = await browser.storage.managed.get().catch(() => ({}));
  const before = await lastRead.get().catch(() => undefined);
  if (JSON.stringify(raw) !== JSON.stringify(before)) await lastRead.set(raw).catch(() => {});
  return readPolicy(raw);
}
