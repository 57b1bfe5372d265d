import type { Connection } from '../model/connection.ts';
import { readConnection } from './read-connection.ts';
import { stored } from './stored.ts';

/** Every connection, in the user's order; keys are in the vault. */
export const connections = stored<Connection[]>('connections', (raw) =>
  Array.isArray(raw) ? raw.map(readConnection).filter((found) => found !== undefined) : [],
);

/** Something was learnt about a connection. One that was deleted meanwhile stays so. */
export async function changeConnection(id: string, change: Partial<Connection>): Promise<void> {
  const all = await connections.get();
  await connections.set(all.map((connection) => (connection.id === id ? { ...connection, ...change } : connection)));
}
