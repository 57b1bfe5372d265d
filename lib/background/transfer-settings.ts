import type { Outcome } from '../messaging/protocol.ts';
import { AppError } from '../model/errors.ts';
import { isManaged } from '../model/policy.ts';
import { connections } from '../settings/connections.ts';
import { preferences } from '../settings/preferences.ts';
import { openKeys, readTransfer, writeTransfer } from '../settings/transfer.ts';
import { readKey } from '../settings/vault.ts';
import { changePreferences } from './change-preferences.ts';
import { isSendable, save } from './manage-connections.ts';
import { outcome } from './outcome.ts';

/** The settings as the text of a file; with the keys when there is a passphrase to close them with. */
export const exported = ({ passphrase }: { passphrase?: string }): Promise<Outcome<string>> =>
  outcome(async () => {
    const all = (await connections.get()).filter((connection) => !isManaged(connection));
    const keys = passphrase ? await Promise.all(all.map(async ({ id }) => [id, await readKey(id)] as const)) : [];
    const kept = Object.fromEntries(keys.filter(([, key]) => key !== ''));
    return writeTransfer({ preferences: await preferences.get(), connections: all, keys: kept }, passphrase);
  });

/**
 * Takes settings in: preferences are replaced, connections added or, where the same is there already, changed. All is
 * read and checked before anything is stored. Access to hosts does not come with a file; the browser asks for it.
 */
export const imported = ({
  text,
  passphrase,
}: {
  text: string;
  passphrase?: string;
}): Promise<Outcome<{ connections: number; keys: number }>> =>
  outcome(async () => {
    const read = readTransfer(text);
    for (const connection of read.connections) {
      if (!isSendable(connection)) throw new AppError('badFile', connection.baseUrl.slice(0, 200));
    }
    const keys = read.sealed && passphrase ? await openKeys(read.sealed, passphrase) : {};
    let stored = 0;
    for (const connection of read.connections) {
      const key = Object.hasOwn(keys, connection.id) ? keys[connection.id] : undefined;
      const saved = await save({ connection, ...(key && { key }) });
      if (!saved.ok) throw new AppError(saved.error.code, saved.error.detail, saved.error);
      if (key) stored += 1;
    }
    await changePreferences(() => read.preferences);
    return { connections: read.connections.length, keys: stored };
  });
