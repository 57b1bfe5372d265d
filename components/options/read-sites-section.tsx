import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { ReadableSites } from '../../lib/options/readable-sites.ts';
import { Button } from '../ui/button.tsx';
import { Section } from './section.tsx';

/** The sites whose cited pages may be read, each with a way back. */
export function ReadSitesSection({ readable }: { readable: ReadableSites }) {
  const sites = useStore(readable, (state) => state.sites);
  return (
    <Section id="pd-read-sites" title={i18n.t('allow.listTitle')} leaves={i18n.t('options.leaves.readSites')}>
      <p className="pd-note">{i18n.t(sites.length > 0 ? 'allow.listWords' : 'allow.listNone')}</p>
      {sites.length > 0 && (
        <ul className="pd-connections">
          {sites.map((site) => (
            <li key={site} className="pd-connection">
              <span className="pd-read-site">{site}</span>
              <Button onPress={() => void readable.forget(site)}>{i18n.t('allow.takeBack')}</Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
