import { i18n } from '#i18n';
import { builtIn, type Connection } from '../../lib/model/connection.ts';
import type { Preset } from '../../lib/providers/presets.ts';
import { presetName } from './preset-name.ts';

/** A connection to a service, with what is known of it. */
export const connectionFrom = (preset: Preset): Connection => ({
  id: crypto.randomUUID(),
  name: preset.id === 'custom' ? '' : presetName(preset),
  preset: preset.id,
  baseUrl: preset.baseUrl,
  model: preset.model,
});

/** A connection to the browser's own model. */
export const ofThisBrowser = (): Connection => ({
  id: crypto.randomUUID(),
  name: i18n.t('options.builtIn'),
  preset: builtIn.preset,
  baseUrl: builtIn.baseUrl,
  model: '',
});
