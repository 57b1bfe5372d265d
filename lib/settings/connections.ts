import type { Connection } from '../model/connection.ts';
import { isManaged } from '../model/policy.ts';
import { managedPolicy } from './managed.ts';
import { readConnection } from './read-connection.ts';
import { stored } from './stored.ts';

const own = stored<Connection[]>('connections', (raw) =>
  Array.isArray(raw)
    ? raw
        .map(readConnection)
        .filter((found) => found !== undefined)
        .filter((found) => !isManaged(found))
    : [],
);

/** Every connection, an organisation's first, then the user's in their order; keys are in the vault. */
export const connections = {
  async get(): Promise<Connection[]> {
    const [mine, policy] = await Promise.all([own.get(), managedPolicy()]);
    return policy.ownConnections ? [...policy.connections, ...mine] : policy.connections;
  },
  /** Stores the user's own; while an organisation allows none, those of before stay as they are. */
  async set(all: Connection[]): Promise<void> {
    if ((await managedPolicy()).ownConnections) await own.set(all.filter((connection) => !isManaged(connection)));
  },
  /** Calls back when the user's own change, until the signal aborts. */
  watch(onChange: () => void, signal: AbortSignal): void {
    own.watch(onChange, signal);
  },
};

/** Something was learnt about a connection. One that was deleted meanwhile stays so. */
export async function changeConnection(id: string, change: Partial<Connection>): Promise<void> {
  const all = await connections.get();
  await connections.set(all.map((connection) => (connection.id === id ? { ...connection, ...change } : connection)));
}
