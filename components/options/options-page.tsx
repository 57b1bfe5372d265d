import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { Options } from '../../lib/options/options.ts';
import type { ReadableSites } from '../../lib/options/readable-sites.ts';
import { errorWords } from '../chat/error-words.ts';
import { Panda } from '../ui/panda.tsx';
import { AnsweringSection } from './answering-section.tsx';
import { ConnectionsSection } from './connections-section.tsx';
import { ReadSitesSection } from './read-sites-section.tsx';
import { SitesSection } from './sites-section.tsx';
import { TrustSection } from './trust-section.tsx';

/** Everything that can be set, on one page. */
export function OptionsPage({
  options,
  readable,
  theme,
}: {
  options: Options;
  readable: ReadableSites;
  theme: 'light' | 'dark';
}) {
  const loaded = useStore(options, (state) => state.loaded);
  const error = useStore(options, (state) => state.error);
  return (
    <div className="pd-theme pd-page" data-theme={theme}>
      <header className="pd-page-head">
        <Panda size={40} />
        <div>
          <h1>{i18n.t('options.title')}</h1>
          <p className="pd-note">{i18n.t('options.subtitle')}</p>
        </div>
      </header>
      {error && (
        <p className="pd-error" role="alert">
          {errorWords(error)}
        </p>
      )}
      {loaded && (
        <main>
          <ConnectionsSection options={options} />
          <AnsweringSection options={options} />
          <TrustSection options={options} />
          <SitesSection options={options} />
          <ReadSitesSection readable={readable} />
          <section className="pd-card" aria-labelledby="pd-data">
            <h2 id="pd-data">{i18n.t('options.data')}</h2>
            <p>{i18n.t('options.dataWords')}</p>
            <a href="/ledger.html">{i18n.t('ledger.open')}</a>
          </section>
        </main>
      )}
    </div>
  );
}
