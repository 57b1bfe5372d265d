import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { Options } from '../../lib/options/options.ts';
import { Confirmed } from '../ui/confirmed.tsx';
import { Choice } from '../ui/field.tsx';
import { SetByOrganisation } from './lockable.tsx';
import { Section } from './section.tsx';

/** The same settings in the user's other browsers, if they want that. */
export function SyncSection({ options }: { options: Options }) {
  const synced = useStore(options, (state) => state.synced);
  const maySync = useStore(options, (state) => state.managed.maySync);
  return (
    <Section id="pd-sync" title={i18n.t('options.syncTitle')} leaves={i18n.t('options.leaves.sync')}>
      {maySync ? (
        <Choice
          type="checkbox"
          name="sync"
          checked={synced}
          label={i18n.t('options.sync')}
          hint={i18n.t('options.syncHint')}
          onChange={(on) => void options.sync(on)}
        />
      ) : (
        <SetByOrganisation />
      )}
      {synced && (
        <p className="pd-form-actions">
          <Confirmed
            label={i18n.t('options.syncForget')}
            question={i18n.t('options.syncForgetAsk')}
            yes={i18n.t('options.syncForgetYes')}
            look="plain"
            onConfirm={() => options.sync(false, true)}
          />
        </p>
      )}
    </Section>
  );
}
