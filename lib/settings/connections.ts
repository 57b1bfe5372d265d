import type { Connection } from '../model/connection.ts';
import { readConnection } from './read-connection.ts';
import { stored } from './stored.ts';

/** Every connection, in the user's order; keys are in the vault. */
export const connections = stored<Connection[]>('connections', (raw) =>
  Array.isArray(raw) ? raw.map(readConnection).filter((found) => found !== undefined) : [],
);
