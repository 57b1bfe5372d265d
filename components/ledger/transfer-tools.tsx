import { useRef, useState } from 'react';
import { i18n } from '#i18n';
import { isRecord } from '../../lib/ledger/chain.ts';
import { mostFileBytes, type ReadExport, readExport } from '../../lib/ledger/import.ts';
import type { Filter } from '../../lib/ledger/read.ts';
import { AppError, type AppErrorData, errorData } from '../../lib/model/errors.ts';
import { errorWords } from '../chat/error-words.ts';
import { Button } from '../ui/button.tsx';
import { Report } from './chain-tools.tsx';
import { saveJson, saveMarkdown } from './exports.ts';
import type { LedgerVerbs } from './ledger-verbs.ts';
import { moment, number } from './words.ts';

type State =
  | { status: 'idle' }
  | { status: 'busy' }
  /** `damaged`: places of what could not be read. */
  | { status: 'saved'; damaged: number[] }
  | { status: 'read'; read: ReadExport; added?: number }
  | { status: 'failed'; error: AppErrorData };

/** Entries sent to the background at a time: a message has its limits. */
const batch = 100;

/** Writes the ledger into a file; verifies such a file; takes its records in. */
export function TransferTools({
  verbs,
  filter,
  filtered,
  onImported,
}: {
  verbs: LedgerVerbs;
  filter: Filter;
  filtered: boolean;
  onImported: () => void;
}) {
  const [state, setState] = useState<State>({ status: 'idle' });
  const input = useRef<HTMLInputElement>(null);
  const purpose = useRef<'verify' | 'import'>('verify');
  const busy = state.status === 'busy';

  const during = async (step: () => Promise<State>): Promise<void> => {
    setState({ status: 'busy' });
    setState(await step().catch((thrown): State => ({ status: 'failed', error: errorData(thrown) })));
  };
  const save = (step: (signal: AbortSignal) => Promise<number[]>) =>
    void during(async () => ({ status: 'saved', damaged: await step(new AbortController().signal) }));
  const choose = (what: 'verify' | 'import') => {
    purpose.current = what;
    input.current?.click();
  };
  const take = async (file: File): Promise<State> => {
    if (file.size > mostFileBytes) return { status: 'read', read: { ok: false, refused: 'tooLarge' } };
    const read = await readExport(await file.text());
    if (purpose.current === 'verify' || !read.ok || read.report.faultCount > 0) return { status: 'read', read };
    const added = await importAll(verbs, read);
    onImported();
    return { status: 'read', read, added };
  };

  return (
    <section className="pd-ledger-tool" aria-labelledby="pd-ledger-files">
      <h3 id="pd-ledger-files">{i18n.t('ledger.files')}</h3>
      <p className="pd-note">{i18n.t('ledger.filesWords')}</p>
      <p className="pd-ledger-buttons">
        <Button disabled={busy} onPress={() => save((signal) => saveJson(verbs.db, undefined, signal))}>
          {i18n.t('ledger.exportAll')}
        </Button>
        {filtered && (
          <Button disabled={busy} onPress={() => save((signal) => saveJson(verbs.db, filter, signal))}>
            {i18n.t('ledger.exportShown')}
          </Button>
        )}
        <Button disabled={busy} onPress={() => save((signal) => saveMarkdown(verbs.db, filter, signal))}>
          {i18n.t('ledger.exportMarkdown')}
        </Button>
        <Button disabled={busy} onPress={() => choose('verify')}>
          {i18n.t('ledger.verifyFile')}
        </Button>
        <Button disabled={busy} onPress={() => choose('import')}>
          {i18n.t('ledger.import')}
        </Button>
      </p>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file) void during(() => take(file));
        }}
      />
      <div role="status">
        {busy && <span className="pd-spinner" aria-hidden="true" />}
        {state.status === 'saved' && <Saved damaged={state.damaged} />}
        {state.status === 'failed' && <p className="pd-ledger-failed">{errorWords(state.error)}</p>}
        {state.status === 'read' && <FileReport read={state.read} added={state.added} />}
      </div>
    </section>
  );
}

function Saved({ damaged }: { damaged: number[] }) {
  if (damaged.length === 0) return <p className="pd-note">{i18n.t('ledger.saved')}</p>;
  const named = damaged.slice(0, 20).map(number).join(', ') + (damaged.length > 20 ? ' …' : '');
  return <p className="pd-ledger-failed">{i18n.t('ledger.savedDamaged', [named])}</p>;
}

function FileReport({ read, added }: { read: ReadExport; added: number | undefined }) {
  if (!read.ok)
    return <p className="pd-ledger-failed">{i18n.t(`ledger.refused.${read.refused}`, [String(read.at ?? 0)])}</p>;
  return (
    <>
      <p>
        {i18n.t(read.head.whole ? 'ledger.fileWhole' : 'ledger.fileSome', [
          moment(read.head.exportedAtMs),
          read.head.verifier,
        ])}
      </p>
      <Report report={read.report} />
      {added !== undefined && <p>{i18n.t('ledger.added', added, [number(added)])}</p>}
      {added === undefined && read.report.faultCount > 0 && <p>{i18n.t('ledger.notImported')}</p>}
    </>
  );
}

/** @throws AppError as the background refused; what was taken before stays, and is passed over the next time. */
async function importAll({ call }: LedgerVerbs, read: ReadExport & { ok: true }): Promise<number> {
  const records = read.entries.filter(isRecord);
  let added = 0;
  for (let at = 0; at < records.length; at += batch) {
    const reply = await call('ledger.import', { entries: records.slice(at, at + batch) });
    if (!reply.ok) throw new AppError(reply.error.code, reply.error.detail, reply.error);
    added += reply.value;
  }
  return added;
}
