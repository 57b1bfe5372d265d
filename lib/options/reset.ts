import type { Preferences } from '../model/preferences.ts';

/** The settings of each section of the settings page. Connections, keys and the record of answers are none of them. */
const settingsOf = {
  answering: ['mode', 'answerLanguage', 'dailyCap'],
  voice: ['voice'],
  trust: ['answerMode', 'persona', 'template', 'preferredHosts', 'blockedHosts', 'masks', 'records'],
  sites: ['sites', 'layout', 'foldsOverview'],
} as const satisfies Record<string, readonly (keyof Preferences)[]>;

export type ResetSection = keyof typeof settingsOf;

/** What to change so that a section, or all of them, is as before its user changed anything. */
export function asUsual(section: ResetSection | 'all', usual: Preferences): Partial<Preferences> {
  const names: readonly (keyof Preferences)[] =
    section === 'all' ? Object.values(settingsOf).flat() : settingsOf[section];
  return Object.fromEntries(names.map((name) => [name, usual[name]]));
}
