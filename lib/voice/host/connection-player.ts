import { synthesize } from '../../providers/synthesize.ts';
import { readKey } from '../../settings/vault.ts';
import { createHostPlayer, type HostPlayer } from './play.ts';

/** Plays what the user's connections say. For a page of the extension: the key comes from the vault and goes nowhere else. */
export const connectionPlayer = (): HostPlayer =>
  createHostPlayer(
    async ({ connection, ...request }, signal) =>
      synthesize({ connection, key: await readKey(connection.id) }, request, signal),
    () => new AudioContext(),
  );
