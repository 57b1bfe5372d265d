import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { Options } from '../../lib/options/options.ts';
import { errorWords } from '../chat/error-words.ts';
import { TrySearches } from '../chat/try-searches.tsx';
import { Panda } from '../ui/panda.tsx';
import { Demonstration } from './demonstration.tsx';
import { Ways } from './ways.tsx';

/** Opens once, after the installation: what it does, that it works already, and the ways further. */
export function Welcome({
  options,
  theme,
  onOptions,
}: {
  options: Options;
  theme: 'light' | 'dark';
  onOptions: () => void;
}) {
  const error = useStore(options, (state) => state.error);
  return (
    <div className="pd-theme pd-page pd-welcome" data-theme={theme}>
      <header className="pd-page-head">
        <Panda size={56} />
        <div>
          <h1>{i18n.t('welcome.title')}</h1>
          <p className="pd-note">{i18n.t('welcome.subtitle')}</p>
        </div>
      </header>
      <main>
        <section className="pd-card">
          <h2>{i18n.t('welcome.worksNow')}</h2>
          <p>{i18n.t('welcome.worksNowWords')}</p>
          <Demonstration />
          <TrySearches look="primary" />
        </section>
        <section className="pd-card">
          <h2>{i18n.t('welcome.further')}</h2>
          {error && (
            <p className="pd-error" role="alert">
              {errorWords(error)}
            </p>
          )}
          <Ways options={options} onOptions={onOptions} />
        </section>
        <section className="pd-card">
          <h2>{i18n.t('welcome.privacy')}</h2>
          <p>{i18n.t('options.dataWords')}</p>
        </section>
      </main>
    </div>
  );
}
