import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { SiteId } from '../../lib/model/page.ts';
import type { Options } from '../../lib/options/options.ts';
import { Choice } from '../ui/field.tsx';

const siteNames = { google: 'sites.google', baidu: 'sites.baidu', zhihu: 'sites.zhihu' } as const satisfies Record<
  SiteId,
  string
>;

/** Where the panel appears. */
export function SitesSection({ options }: { options: Options }) {
  const sites = useStore(options, (state) => state.preferences.sites);
  return (
    <section className="pd-card" aria-labelledby="pd-sites">
      <h2 id="pd-sites">{i18n.t('options.sites')}</h2>
      {(Object.keys(siteNames) as SiteId[]).map((site) => (
        <Choice
          key={site}
          type="checkbox"
          checked={sites[site]}
          label={i18n.t(siteNames[site])}
          onChange={(on) => void options.change({ sites: { ...sites, [site]: on } })}
        />
      ))}
    </section>
  );
}
