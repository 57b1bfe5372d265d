import { lockedNames, type ManagedSettings, type Policy } from '../model/policy.ts';
import type { Preferences } from '../model/preferences.ts';
import { asRecord } from './raw.ts';
import { readPreferences } from './read-preferences.ts';

/** What is stored of a user's own: the settings they have changed, and no other. */
export type Own = Record<string, unknown>;

/** What holds: the organisation's word, else the user's, else the organisation's default, else ours. */
export const holding = (own: Own, { settings, defaults }: Policy): Preferences =>
  readPreferences(over(over(defaults as Own, own), settings));

/** What holds where a user has changed nothing. */
export const usual = (policy: Policy): Preferences => holding({}, policy);

/**
 * What to store so that `wanted` holds: what was stored before, and what differs from the usual. What the organisation
 * has fixed stays as the user had it, for the day it is theirs again.
 */
export function ownOf(wanted: Preferences, before: Own, policy: Policy): Own {
  const base = usual(policy);
  const own: Own = {};
  for (const [name, value] of Object.entries(wanted)) {
    const isNew = JSON.stringify(value) !== JSON.stringify(base[name as keyof Preferences]);
    if (value !== undefined && (isNew || name in before)) own[name] = value;
  }
  for (const locked of lockedNames(policy)) putBack(own, before, locked.split('.'));
  return own;
}

function putBack(own: Own, before: Own, [name = '', part]: string[]): void {
  if (part === undefined) put(own, before, name);
  else if (own[name] !== undefined) {
    const group = { ...asRecord(own[name]) };
    put(group, asRecord(before[name]), part);
    own[name] = group;
  }
}

function put(into: Own, from: Own, name: string): void {
  if (name in from) into[name] = from[name];
  else delete into[name];
}

/** One set of settings over another; the sites, and the voice's own settings, one by one. */
function over(under: Own, upper: Own | ManagedSettings): Own {
  const both: Own = { ...under, ...upper };
  for (const group of ['sites', 'voice']) {
    if (group in both) both[group] = { ...asRecord(under[group]), ...asRecord((upper as Own)[group]) };
  }
  return both;
}
