import type { CallHandlers } from '../messaging/serve-calls.ts';
import { lockedNames } from '../model/policy.ts';
import { managedPolicy } from '../settings/managed.ts';
import { usual } from '../settings/own-preferences.ts';
import { isEmpty } from '../settings/read-policy.ts';
import { changePreferences, isSynced, turnSync } from './change-preferences.ts';
import { exported, imported } from './transfer-settings.ts';

/** What the settings page asks for besides connections and voices. */
export const settingsCalls = {
  async 'options.managed'() {
    const policy = await managedPolicy();
    return {
      isManaged: !isEmpty(policy),
      locked: lockedNames(policy),
      ownConnections: policy.ownConnections,
      maySync: policy.sync,
      usual: usual(policy),
    };
  },
  async 'options.savePreferences'({ preferences }) {
    await changePreferences(() => preferences);
    return null;
  },
  'options.sync': isSynced,
  async 'options.turnSync'({ on, forget }) {
    await turnSync(on, forget);
    return null;
  },
  'options.export': exported,
  'options.import': imported,
} satisfies Partial<CallHandlers>;
