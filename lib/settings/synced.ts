import type { Preferences } from '../model/preferences.ts';
import { asRecord } from './raw.ts';
import { readPreferences } from './read-preferences.ts';

/**
 * Settings that may be copied to the user's other browsers. Not among them: connections, keys and the record of answers;
 * how the panel stands, which is this screen's; and who listens and speaks, which decides where a voice is sent.
 */
export const syncedNames = [
  'mode',
  'answerLanguage',
  'sites',
  'dailyCap',
  'answerMode',
  'persona',
  'template',
  'blockedHosts',
  'preferredHosts',
  'masks',
  'foldsOverview',
  'records',
  'voice',
] as const satisfies readonly (keyof Preferences)[];
export type SyncedName = (typeof syncedNames)[number];

/** Of the voice: how it sounds and when it speaks. */
const syncedVoice = [
  'readsAloud',
  'rate',
  'pitch',
  'volume',
  'namesSources',
  'sends',
  'talkKey',
  'endMs',
  'transcribesEarly',
] as const satisfies readonly (keyof Preferences['voice'])[];

/** One setting as it lies in the browser's sync. */
export interface SyncItem {
  value: unknown;
  /** When its user changed it; the latest counts. */
  atMs: number;
}

/** When each setting was changed last, here or elsewhere, as far as this browser knows. */
export type SyncTimes = Partial<Record<SyncedName, number>>;

const prefix = 'setting.';
export const keyOf = (name: SyncedName): string => prefix + name;
export const syncKeys: readonly string[] = syncedNames.map(keyOf);

/** Bytes of an item that browsers take: 8,192 with its key. */
const mostBytes = 8_000;

/** The part of a setting that goes along. */
export const syncedPart = (name: SyncedName, preferences: Preferences): unknown =>
  name === 'voice' ? Object.fromEntries(syncedVoice.map((each) => [each, preferences.voice[each]])) : preferences[name];

/** What to write after a change, by key; what is too long for the browser's sync stays here. */
export function itemsFor(
  names: readonly SyncedName[],
  preferences: Preferences,
  nowMs: number,
): Record<string, SyncItem> {
  const items = names.map((name) => [keyOf(name), { value: syncedPart(name, preferences), atMs: nowMs }] as const);
  return Object.fromEntries(items.filter(([, item]) => bytesOf(item) <= mostBytes));
}

/** The settings that differ between two. */
export const changedNames = (before: Preferences, after: Preferences): SyncedName[] =>
  syncedNames.filter((name) => JSON.stringify(syncedPart(name, before)) !== JSON.stringify(syncedPart(name, after)));

/** What lies in the browser's sync and is newer than what is here, taken in; nothing of it is trusted. */
export function takenIn(
  found: Record<string, unknown>,
  preferences: Preferences,
  times: SyncTimes,
): { preferences: Preferences; times: SyncTimes } {
  const raw: Record<string, unknown> = { ...preferences };
  const now = { ...times };
  for (const name of syncedNames) {
    const { value, atMs } = asRecord(found[keyOf(name)]);
    if (typeof atMs !== 'number' || value === undefined || atMs <= (times[name] ?? 0)) continue;
    raw[name] = name === 'voice' ? { ...preferences.voice, ...voicePart(value) } : value;
    now[name] = atMs;
  }
  return { preferences: readPreferences(raw), times: now };
}

const voicePart = (value: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(asRecord(value)).filter(([name]) => (syncedVoice as readonly string[]).includes(name)),
  );

/** As browsers count: the JSON, in UTF-8. */
const bytesOf = (item: SyncItem): number => new TextEncoder().encode(JSON.stringify(item)).length;
