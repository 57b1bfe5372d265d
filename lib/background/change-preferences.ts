import { lockedNames } from '../model/policy.ts';
import type { Preferences } from '../model/preferences.ts';
import { managedPolicy } from '../settings/managed.ts';
import { preferences } from '../settings/preferences.ts';
import { readPreferences } from '../settings/read-preferences.ts';
import { syncArea, syncState } from '../settings/sync-area.ts';
import { changedNames, itemsFor, type SyncedName, syncedNames, takenIn } from '../settings/synced.ts';

/** Read, changed and written as one step after another, so that two surfaces at once do not undo each other. */
let lastStep: Promise<void> = Promise.resolve();
function inTurn(step: () => Promise<void>): Promise<void> {
  lastStep = lastStep.catch(() => {}).then(step); // the one who asked has been told
  return lastStep;
}

/** Changes settings; where their user wants it, what changed is copied to their other browsers. */
export const changePreferences = (next: (old: Preferences) => Preferences): Promise<void> =>
  inTurn(async () => {
    const before = await preferences.get();
    await preferences.set(readPreferences(next(before)));
    await send(changedNames(before, await preferences.get()));
  });

/**
 * Begins to copy, or stops. At the beginning what other browsers have sent already comes here, and the rest goes there;
 * `forget`: what lies in the browser's sync is deleted too.
 */
export const turnSync = (on: boolean, forget = false): Promise<void> =>
  inTurn(async () => {
    if (forget) await syncArea.clear();
    await syncState.set({ on: on && (await managedPolicy()).sync, times: {} });
    if (!on) return;
    await take();
    const { times } = await syncState.get();
    const locked = lockedNames(await managedPolicy()).map((name) => name.split('.')[0]);
    await send(syncedNames.filter((name) => times[name] === undefined && !locked.includes(name)));
  });

export async function isSynced(): Promise<boolean> {
  const [{ on }, { sync }] = await Promise.all([syncState.get(), managedPolicy()]);
  return on && sync;
}

/** Takes in what other browsers send, from now on, and what they sent meanwhile. */
export function followSync(): void {
  syncArea.watch(() => void inTurn(take));
  void inTurn(take);
}

async function take(): Promise<void> {
  if (!(await isSynced())) return;
  const { times } = await syncState.get();
  const taken = takenIn(await syncArea.read(), await preferences.get(), times);
  if (JSON.stringify(taken.times) === JSON.stringify(times)) return;
  await preferences.set(taken.preferences);
  await syncState.set({ on: true, times: taken.times });
}

async function send(names: readonly SyncedName[]): Promise<void> {
  if (names.length === 0 || !(await isSynced())) return;
  const nowMs = Date.now();
  const { times } = await syncState.get();
  await syncState.set({ on: true, times: { ...times, ...Object.fromEntries(names.map((name) => [name, nowMs])) } });
  // A browser that is out of room, or was written to too often, keeps what it has; the setting holds here all the same.
  await syncArea.write(itemsFor(names, await preferences.get(), nowMs)).catch(() => {});
}
