import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { Options } from '../../lib/options/options.ts';
import type { ReadableSites } from '../../lib/options/readable-sites.ts';
import type { Transfer } from '../../lib/options/transfer.ts';
import { errorWords } from '../chat/error-words.ts';
import { KeysHelp } from '../chat/keys-help.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Panda } from '../ui/panda.tsx';
import { AnsweringSection } from './answering-section.tsx';
import { ConnectionsSection } from './connections-section.tsx';
import { ReadSitesSection } from './read-sites-section.tsx';
import { ResetSection } from './reset-section.tsx';
import { SearchField } from './search-field.tsx';
import { Section } from './section.tsx';
import { SitesSection } from './sites-section.tsx';
import { SyncSection } from './sync-section.tsx';
import { TransferSection } from './transfer-section.tsx';
import { TrustSection } from './trust-section.tsx';
import { useSearch } from './use-search.ts';
import { VoiceSection, type VoiceStores } from './voice/voice-section.tsx';

/** Ids of the sections' headings, and their words. */
const sections = [
  ['pd-connections', 'options.connections'],
  ['pd-answering', 'options.answering'],
  ['pd-voice', 'voiceOptions.title'],
  ['pd-trust-settings', 'options.trust'],
  ['pd-sites', 'options.sites'],
  ['pd-sync', 'options.syncTitle'],
  ['pd-transfer', 'options.transfer'],
  ['pd-data', 'options.data'],
] as const;

/** Everything that can be set, on one page. */
export function OptionsPage({
  options,
  readable,
  transfer,
  voice,
  theme,
}: {
  options: Options;
  readable: ReadableSites;
  transfer: Transfer;
  voice: Omit<VoiceStores, 'options'>;
  theme: 'light' | 'dark';
}) {
  const loaded = useStore(options, (state) => state.loaded);
  const error = useStore(options, (state) => state.error);
  const synced = useStore(options, (state) => state.synced);
  const managed = useStore(options, (state) => state.managed.isManaged);
  const [query, setQuery] = useState('');
  const found = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const isEmpty = useSearch(found, loaded ? query : '');
  return (
    <div className="pd-theme pd-page" data-theme={theme}>
      <header className="pd-page-head">
        <Panda size={40} />
        <div>
          <h1>{i18n.t('options.title')}</h1>
          <p className="pd-note">{i18n.t(synced ? 'options.subtitleSynced' : 'options.subtitle')}</p>
        </div>
      </header>
      <KeysHelp surface="options" />
      {error && (
        <p className="pd-error" role="alert">
          {errorWords(error)}
        </p>
      )}
      {loaded && (
        <main ref={found}>
          {managed && (
            <p className="pd-locked-note" role="note">
              <Icon name="lock" />
              {i18n.t('options.managedWords')}
            </p>
          )}
          <SearchField query={query} field={field} onQuery={setQuery} />
          <p className="pd-search-none" role="status">
            {isEmpty && i18n.t('options.searchNone', [query.trim()])}
          </p>
          {isEmpty && (
            <Button
              onPress={() => {
                setQuery('');
                field.current?.focus();
              }}
            >
              {i18n.t('options.searchClear')}
            </Button>
          )}
          <nav className="pd-jump" hidden={query.trim() !== ''} aria-label={i18n.t('voiceOptions.jump')}>
            {sections.map(([id, title]) => (
              <a key={id} href={`#${id}`}>
                {i18n.t(title)}
              </a>
            ))}
          </nav>
          <ConnectionsSection options={options} />
          <AnsweringSection options={options} />
          <VoiceSection options={options} {...voice} />
          <TrustSection options={options} />
          <SitesSection options={options} />
          <ReadSitesSection readable={readable} />
          <SyncSection options={options} />
          <TransferSection transfer={transfer} />
          <ResetSection options={options} />
          <Section id="pd-data" title={i18n.t('options.data')}>
            <p>{i18n.t('options.dataWords')}</p>
            <a href="/ledger.html">{i18n.t('ledger.open')}</a>
          </Section>
        </main>
      )}
    </div>
  );
}
