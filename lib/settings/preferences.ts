import type { Preferences } from '../model/preferences.ts';
import { readPreferences } from './read-preferences.ts';
import { stored } from './stored.ts';

export const preferences = stored<Preferences>('preferences', readPreferences);
