import type { Connection } from '../model/connection.ts';
import { type ManagedSettings, noPolicy, type Policy } from '../model/policy.ts';
import { defaultPreferences, type Preferences } from '../model/preferences.ts';
import { asRecord } from './raw.ts';
import { readConnection } from './read-connection.ts';
import { readPreferences } from './read-preferences.ts';

/** Names of settings that are one value each. */
const plain = [
  'mode',
  'answerLanguage',
  'dailyCap',
  'answerMode',
  'persona',
  'template',
  'blockedHosts',
  'preferredHosts',
  'masks',
  'records',
] as const satisfies readonly (keyof ManagedSettings)[];

const mostConnections = 20;

/**
 * What an administrator wrote, as a policy. Whatever is unknown or wrong in it is left out, so that a slip of the pen
 * neither locks a setting at our default nor keeps the rest from holding.
 */
export function readPolicy(raw: unknown): Policy {
  const found = asRecord(raw);
  const connections = Array.isArray(found.connections) ? found.connections.slice(0, mostConnections) : [];
  return {
    connections: connections.map(readManaged).filter((each) => each !== undefined),
    ownConnections: found.allowOwnConnections !== false,
    settings: readSettings(found.settings),
    defaults: readSettings(found.defaults),
    sync: found.allowSync !== false,
  };
}

export const isEmpty = (policy: Policy): boolean => JSON.stringify(policy) === JSON.stringify(noPolicy);

function readSettings(raw: unknown): ManagedSettings {
  const found = asRecord(raw);
  const names = plain.filter((name) => isUnderstood(name, found[name]));
  const read = readPreferences(found);
  const sites = partOf(found.sites, (site, value) => site in defaultPreferences.sites && typeof value === 'boolean');
  const voice = partOf(found.voice, (name, value) => {
    if (name !== 'listener' && name !== 'speaker') return false;
    return readPreferences({ voice: { [name]: value } }).voice[name] === value;
  });
  return {
    ...Object.fromEntries(names.map((name) => [name, read[name]])),
    ...(sites && { sites }),
    ...(voice && { voice }),
  };
}

/** Whether a value comes out of the reader as it went in, and so is one of the values there are. */
function isUnderstood(name: (typeof plain)[number], value: unknown): boolean {
  if (value === undefined) return false;
  const read: Preferences[typeof name] = readPreferences({ [name]: value })[name];
  return JSON.stringify(read) === JSON.stringify(value);
}

function partOf(raw: unknown, isGood: (name: string, value: unknown) => boolean): Record<string, never> | undefined {
  const good = Object.entries(asRecord(raw)).filter(([name, value]) => isGood(name, value));
  return good.length > 0 ? (Object.fromEntries(good) as Record<string, never>) : undefined; // as isGood looked at
}

/** https, or http to a name of one's own network; a key or a password has no place in a policy. */
function readManaged(raw: unknown): Connection | undefined {
  const { name, baseUrl, model, service } = asRecord(raw);
  if (typeof baseUrl !== 'string' || !URL.canParse(baseUrl)) return undefined;
  const { protocol, origin, username, password } = new URL(baseUrl);
  if ((protocol !== 'https:' && protocol !== 'http:') || username || password) return undefined;
  const connection = readConnection({
    id: `managed-${fingerprint(`${origin} ${String(name ?? '')}`)}`,
    name: typeof name === 'string' ? name.slice(0, 200) : new URL(baseUrl).host,
    preset: typeof service === 'string' ? service : 'custom',
    baseUrl: baseUrl.replace(/\/+$/, ''),
    model,
  });
  return connection?.model ? connection : undefined;
}

/**
 * Of a connection's host and name, for its id: a key that a user entered stays with it while an administrator changes
 * the model, and never goes to another host. FNV-1a, 32 bit.
 */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16);
}
