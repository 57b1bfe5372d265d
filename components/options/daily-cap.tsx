import { useStore } from 'zustand';
import { i18n } from '#i18n';
import { mostDailyCap } from '../../lib/model/preferences.ts';
import type { Options } from '../../lib/options/options.ts';
import { Field } from '../ui/field.tsx';

/** How many requests a day may leave. */
export function DailyCap({ options }: { options: Options }) {
  const dailyCap = useStore(options, (state) => state.preferences.dailyCap);
  return (
    <Field label={i18n.t('options.dailyCap')} hint={i18n.t('options.dailyCapHint')}>
      {({ id, describedBy }) => (
        <input
          id={id}
          aria-describedby={describedBy}
          className="pd-input pd-short-input"
          name="dailyCap"
          type="number"
          min={0}
          max={mostDailyCap}
          step={1}
          value={String(dailyCap)}
          onChange={({ currentTarget: { value } }) => {
            const wanted = Math.min(mostDailyCap, Math.max(0, Math.floor(Number(value) || 0)));
            void options.change({ dailyCap: wanted });
          }}
        />
      )}
    </Field>
  );
}
