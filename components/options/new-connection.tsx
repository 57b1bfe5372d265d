import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { Options } from '../../lib/options/options.ts';
import { presets } from '../../lib/providers/presets.ts';
import { connectionFrom, ofThisBrowser } from './fresh-connection.ts';
import { presetName } from './preset-name.ts';

/** A button a service: each opens the form with what is known of it. */
export function NewConnection({ options }: { options: Options }) {
  const browserHasModel = useStore(options, (state) => state.builtIn);
  return (
    <>
      <h3>{i18n.t('options.add')}</h3>
      <div className="pd-presets">
        {presets
          .filter(({ onlySpeech }) => !onlySpeech)
          .map((preset) => (
            <button
              key={preset.id}
              type="button"
              className="pd-button"
              onClick={() => options.edit({ connection: connectionFrom(preset), fresh: true })}
            >
              {presetName(preset)}
            </button>
          ))}
        {browserHasModel && (
          <button
            type="button"
            className="pd-button"
            onClick={() => options.edit({ connection: ofThisBrowser(), fresh: true })}
          >
            {i18n.t('options.builtIn')}
          </button>
        )}
      </div>
    </>
  );
}
