import { i18n } from '#i18n';
import { VerdictIcon } from '../chat/verdict-icon.tsx';
import { verdictOrder, verdictWords } from '../chat/verdict-words.ts';
import { Panda } from '../ui/panda.tsx';
import { measured } from './measured.ts';

/** How answers are checked, in plain words, with what was measured: the weak figures too. */
export const How = ({ theme }: { theme: 'light' | 'dark' }) => (
  <div className="pd-theme pd-page" data-theme={theme}>
    <header className="pd-page-head">
      <Panda size={40} />
      <div>
        <h1>{i18n.t('how.title')}</h1>
        <p className="pd-note">{i18n.t('how.subtitle')}</p>
      </div>
    </header>
    <main>
      <section className="pd-card">
        <h2>{i18n.t('how.check')}</h2>
        <p>{i18n.t('how.checkWords')}</p>
        <ul className="pd-how-verdicts">
          {verdictOrder.map((verdict) => (
            <li key={verdict}>
              <VerdictIcon verdict={verdict} />
              <span>
                <strong>{verdictWords(verdict)}</strong> {i18n.t(`trust.long.${verdict}`)}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className="pd-card">
        <h2>{i18n.t('how.not')}</h2>
        <ul>
          <li>{i18n.t('how.notTrue')}</li>
          <li>{i18n.t('how.notMeaning')}</li>
          <li>{i18n.t('how.notWhole')}</li>
          <li>{i18n.t('how.notLanguage')}</li>
        </ul>
      </section>
      <section className="pd-card">
        <h2>{i18n.t('how.measured')}</h2>
        <p>{i18n.t('how.measuredWords')}</p>
        <div className="pd-table">
          <table>
            <tbody>
              {measured.map(({ words, figure, set, weak }) => (
                <tr key={words} data-weak={weak}>
                  <th scope="row">{i18n.t(`how.figures.${words}`)}</th>
                  <td className="pd-how-figure">{figure}</td>
                  <td className="pd-how-set">{set}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section className="pd-card">
        <h2>{i18n.t('how.quotes')}</h2>
        <p>{i18n.t('how.quotesWords')}</p>
      </section>
      <section className="pd-card">
        <h2>{i18n.t('how.sources')}</h2>
        <p>{i18n.t('how.sourcesWords')}</p>
      </section>
    </main>
  </div>
);
