import { useCallback, useEffect, useState } from 'react';
import { i18n } from '#i18n';
import { type Filter, get, overview } from '../../lib/ledger/read.ts';
import type { RecordEntry } from '../../lib/model/ledger.ts';
import { Button } from '../ui/button.tsx';
import { Panda } from '../ui/panda.tsx';
import { ChainTools } from './chain-tools.tsx';
import { DeleteTools } from './delete-tools.tsx';
import { saveOne } from './exports.ts';
import { Filters } from './filters.tsx';
import type { LedgerVerbs } from './ledger-verbs.ts';
import { RecordList } from './record-list.tsx';
import { RecordView } from './record-view.tsx';
import { TransferTools } from './transfer-tools.tsx';
import { useListing } from './use-listing.ts';
import { number } from './words.ts';

const everything: Filter = {};

/** Every recorded answer: to find, to open, to check, to take along, to delete. The hash of the address names what is open. */
export function LedgerPage({ verbs, theme }: { verbs: LedgerVerbs; theme: 'light' | 'dark' }) {
  const [filter, setFilter] = useState<Filter>(everything);
  const [known, setKnown] = useState<{ models: string[]; count?: number }>({ models: [] });
  const listing = useListing(verbs.db, filter);
  const chosen = useHash();
  const entry = useEntry(verbs, chosen);
  const filtered = Object.keys(filter).length > 0;
  const { db } = verbs;

  const learn = useCallback(async () => setKnown(await overview(db).catch(() => ({ models: [] }))), [db]);
  useEffect(() => void learn(), [learn]);
  const onChange = () => {
    listing.reload();
    void learn();
  };
  const close = () => {
    location.hash = '';
  };

  return (
    <div className="pd-theme pd-ledger" data-theme={theme} data-open={chosen !== undefined}>
      <header className="pd-ledger-head">
        <Panda size={36} />
        <div>
          <h1>{i18n.t('ledger.title')}</h1>
          <p className="pd-note">
            {known.count !== undefined && i18n.t('ledger.count', known.count, [number(known.count)])}{' '}
            {i18n.t('ledger.subtitle')}
          </p>
        </div>
      </header>
      <main>
        <div className="pd-ledger-side">
          <Filters models={known.models} onFilter={setFilter} />
          <RecordList listing={listing} chosen={chosen} filtered={filtered} recording={verbs.recording} />
        </div>
        <div className="pd-ledger-main">
          {chosen !== undefined && (
            <div className="pd-ledger-back">
              <Button look="link" onPress={close}>
                {i18n.t('ledger.back')}
              </Button>
            </div>
          )}
          {entry === 'missing' && <p role="status">{i18n.t('ledger.missing')}</p>}
          {typeof entry === 'object' && (
            <RecordView
              key={entry.seq}
              entry={entry}
              verbs={verbs}
              onExport={() => saveOne(entry.record)}
              onAnswered={onChange}
              onDeleted={() => {
                close();
                onChange();
              }}
            />
          )}
          {chosen === undefined && (
            <>
              <ChainTools db={db} />
              <TransferTools verbs={verbs} filter={filter} filtered={filtered} onImported={onChange} />
              <DeleteTools verbs={verbs} filter={filter} onDeleted={onChange} />
            </>
          )}
        </div>
      </main>
    </div>
  );
}

/** What the address names; undefined: nothing. */
function useHash(): string | undefined {
  const read = () => decoded(location.hash.slice(1)) || undefined;
  const [hash, setHash] = useState(read);
  useEffect(() => {
    const follow = () => setHash(read());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  });
  return hash;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function useEntry({ db }: LedgerVerbs, id: string | undefined): RecordEntry | 'missing' | undefined {
  const [entry, setEntry] = useState<RecordEntry | 'missing'>();
  useEffect(() => {
    let isCurrent = true;
    setEntry(undefined);
    if (id !== undefined) {
      const reading = get(db, id).catch(() => undefined);
      void reading.then((found) => isCurrent && setEntry(found ?? 'missing'));
    }
    return () => {
      isCurrent = false;
    };
  }, [db, id]);
  return entry;
}
