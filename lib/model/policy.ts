import type { Connection } from './connection.ts';
import type { Preferences } from './preferences.ts';

/** What an organisation may set: all else is its users' own. */
export interface ManagedSettings
  extends Partial<
    Pick<
      Preferences,
      | 'mode'
      | 'answerLanguage'
      | 'dailyCap'
      | 'answerMode'
      | 'persona'
      | 'template'
      | 'blockedHosts'
      | 'preferredHosts'
      | 'masks'
      | 'records'
    >
  > {
  sites?: Partial<Preferences['sites']>;
  voice?: Partial<Pick<Preferences['voice'], 'listener' | 'speaker'>>;
}

/** A setting an organisation has fixed, by its name: `mode`, `sites.baidu`, `voice.listener`. */
export type LockedName =
  | Exclude<keyof ManagedSettings, 'sites' | 'voice'>
  | `sites.${keyof Preferences['sites']}`
  | 'voice.listener'
  | 'voice.speaker';

/** What an organisation has decided for this browser; empty where there is none. */
export interface Policy {
  /** Shown as they are and not to be changed; their keys are their users' own. */
  connections: Connection[];
  /** Users may connect models of their own. */
  ownConnections: boolean;
  /** Fixed: users see them and cannot change them. */
  settings: ManagedSettings;
  /** Hold until a user chooses something else. */
  defaults: ManagedSettings;
  /** Settings may be copied to the user's other browsers. */
  sync: boolean;
}

export const noPolicy: Policy = { connections: [], ownConnections: true, settings: {}, defaults: {}, sync: true };

/** Names that are settings of their own within a setting. */
const grouped: readonly string[] = ['sites', 'voice'];

export const lockedNames = ({ settings }: Policy): LockedName[] =>
  Object.entries(settings).flatMap(([name, value]) =>
    grouped.includes(name) ? Object.keys(value as object).map((part) => `${name}.${part}`) : [name],
  ) as LockedName[]; // the names of ManagedSettings, as readPolicy made them

const managedId = /^managed-/;

/** Whether a connection comes from an organisation's policy. */
export const isManaged = ({ id }: Pick<Connection, 'id'>): boolean => managedId.test(id);
