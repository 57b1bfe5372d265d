import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { SiteId } from '../../lib/model/page.ts';
import type { Options } from '../../lib/options/options.ts';
import { Choice } from '../ui/field.tsx';
import { siteNames } from '../ui/site-names.ts';
import { Lockable } from './lockable.tsx';
import { Section } from './section.tsx';

/** Where the panel appears. */
export function SitesSection({ options }: { options: Options }) {
  const sites = useStore(options, (state) => state.preferences.sites);
  return (
    <Section
      id="pd-sites"
      title={i18n.t('options.sites')}
      leaves={i18n.t('options.leaves.sites')}
      reset={{ options, section: 'sites' }}
    >
      <p className="pd-note">{i18n.t('options.sitesHint')}</p>
      {(Object.keys(siteNames) as SiteId[]).map((site) => (
        <Lockable key={site} options={options} name={`sites.${site}`}>
          <Choice
            type="checkbox"
            checked={sites[site]}
            label={i18n.t(siteNames[site])}
            onChange={(on) => void options.change({ sites: { ...sites, [site]: on } })}
          />
        </Lockable>
      ))}
    </Section>
  );
}
