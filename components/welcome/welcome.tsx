import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { Options } from '../../lib/options/options.ts';
import { errorWords } from '../chat/error-words.ts';
import { Panda } from '../ui/panda.tsx';
import { Demonstration } from './demonstration.tsx';
import { Ways } from './ways.tsx';

const tries = [
  ['sites.baidu', 'https://www.baidu.com/s?wd=%E4%B8%AD%E7%A7%8B%E8%8A%82%E6%94%BE%E5%81%87%E5%87%A0%E5%A4%A9'],
  ['sites.google', 'https://www.google.com/search?q=how+high+is+mount+kilimanjaro'],
  [
    'sites.zhihu',
    'https://www.zhihu.com/search?type=content&q=%E5%A6%82%E4%BD%95%E5%85%BB%E6%88%90%E6%97%A9%E8%B5%B7%E7%9A%84%E4%B9%A0%E6%83%AF',
  ],
] as const;

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
          <p className="pd-form-actions">
            {tries.map(([name, url]) => (
              <a
                key={name}
                className="pd-button"
                data-look="primary"
                href={url}
                target="_blank"
                rel="noopener noreferrer"
              >
                {i18n.t('welcome.tryOn', [i18n.t(name)])}
              </a>
            ))}
          </p>
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
