import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { SpokenLanguage } from '../../../lib/model/voice.ts';
import type { LanguagePacks, PackState } from '../../../lib/options/language-packs.ts';
import { Button } from '../../ui/button.tsx';

const words = {
  available: 'voiceOptions.packs.available',
  downloadable: 'voiceOptions.packs.downloadable',
  downloading: 'voiceOptions.packs.downloading',
  failed: 'voiceOptions.packs.failed',
} as const satisfies Record<Exclude<PackState, 'none'>, string>;

const languages = [
  ['zh', 'voiceOptions.chinese'],
  ['en', 'voiceOptions.english'],
] as const satisfies readonly (readonly [SpokenLanguage, string])[];

/** What this computer can recognise by itself, language by language. */
export function LanguagePacksNote({ packs }: { packs: LanguagePacks }) {
  const state = useStore(packs, (each) => each.packs);
  const known = languages.filter(([lang]) => (state[lang] ?? 'none') !== 'none');
  if (known.length === 0) return <p className="pd-field-hint">{i18n.t('voiceOptions.packs.none')}</p>;
  return (
    <ul className="pd-packs" aria-label={i18n.t('voiceOptions.packs.label')}>
      {known.map(([lang, name]) => {
        const pack = state[lang];
        return (
          pack !== undefined &&
          pack !== 'none' && (
            <li key={lang}>
              <span role="status">{i18n.t(words[pack], [i18n.t(name)])}</span>{' '}
              {(pack === 'downloadable' || pack === 'failed') && (
                <Button onPress={() => void packs.install(lang)}>{i18n.t('voiceOptions.packs.install')}</Button>
              )}
            </li>
          )
        );
      })}
    </ul>
  );
}
