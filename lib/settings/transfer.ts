import type { Connection } from '../model/connection.ts';
import { AppError } from '../model/errors.ts';
import type { Preferences } from '../model/preferences.ts';
import { asRecord } from './raw.ts';
import { readConnection } from './read-connection.ts';
import { readPreferences } from './read-preferences.ts';
import { readSealed, type Sealed, seal, unseal } from './sealed.ts';

/** What moves from one browser to another. `keys`: by the id of their connection. */
export interface Settings {
  preferences: Preferences;
  connections: Connection[];
  keys: Record<string, string>;
}

const format = 'pangda-settings';
const version = 1;

/** Characters of a file, and connections in it: bounds on nonsense. */
const longestFile = 2_000_000;
const mostConnections = 200;

/** The settings as a file. Keys are in it only behind a passphrase. */
export async function writeTransfer(
  { preferences, connections, keys }: Settings,
  passphrase?: string,
): Promise<string> {
  const sealed = passphrase ? await seal(JSON.stringify(keys), passphrase) : undefined;
  return `${JSON.stringify({ format, version, preferences, connections, ...(sealed && { keys: sealed }) }, null, 2)}\n`;
}

export interface Transferred {
  preferences: Preferences;
  connections: Connection[];
  /** Keys are there, behind a passphrase. */
  sealed?: Sealed;
}

/**
 * A file as settings: whatever is not one of ours, or wrong in it, is left behind; nothing of it is trusted.
 * @throws AppError 'badFile', whose detail says what is wrong.
 */
export function readTransfer(text: string): Transferred {
  if (text.length > longestFile) throw new AppError('badFile', `longer than ${longestFile} characters`);
  const found = asRecord(parsed(text));
  if (found.format !== format) throw new AppError('badFile', 'not settings of this extension');
  if (found.version !== version) throw new AppError('badFile', `version ${String(found.version).slice(0, 20)}`);
  const raw = Array.isArray(found.connections) ? found.connections : undefined;
  if (!raw || raw.length > mostConnections) throw new AppError('badFile', 'connections');
  const connections = raw.map(readConnection);
  if (connections.some((one) => one === undefined)) throw new AppError('badFile', 'a connection');
  if (found.keys !== undefined && !readSealed(found.keys)) throw new AppError('badFile', 'keys');
  const sealed = readSealed(found.keys);
  return {
    preferences: readPreferences(found.preferences),
    connections: connections.filter((one) => one !== undefined),
    ...(sealed && { sealed }),
  };
}

/** @throws AppError 'wrongPassphrase', 'badFile' */
export async function openKeys(sealed: Sealed, passphrase: string): Promise<Record<string, string>> {
  const keys = asRecord(parsed(await unseal(sealed, passphrase)));
  const texts = Object.entries(keys).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new AppError('badFile', thrown instanceof Error ? thrown.message.slice(0, 200) : '');
  }
}
