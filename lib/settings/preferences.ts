import type { Preferences } from '../model/preferences.ts';
import { managedPolicy } from './managed.ts';
import { holding, ownOf } from './own-preferences.ts';
import { asRecord } from './raw.ts';
import { stored } from './stored.ts';

const own = stored('preferences', asRecord);

/** The settings that hold here: the user's own, within what an organisation has decided. */
export const preferences = {
  async get(): Promise<Preferences> {
    const [mine, policy] = await Promise.all([own.get(), managedPolicy()]);
    return holding(mine, policy);
  },
  async set(wanted: Preferences): Promise<void> {
    const [mine, policy] = await Promise.all([own.get(), managedPolicy()]);
    await own.set(ownOf(wanted, mine, policy));
  },
};
