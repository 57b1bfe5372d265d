import { i18n } from '#i18n';
import type { Summary } from '../../lib/ledger/summary.ts';
import { TrySearches } from '../chat/try-searches.tsx';
import { VerdictIcon } from '../chat/verdict-icon.tsx';
import { verdictOrder, verdictWords } from '../chat/verdict-words.ts';
import { Button } from '../ui/button.tsx';
import { Facts } from '../ui/facts.tsx';
import type { ListingState } from './use-listing.ts';
import { moment, money, number, siteWords } from './words.ts';

/** The records that were found, newest first. */
export function RecordList({
  listing,
  chosen,
  filtered,
  recording,
}: {
  listing: ListingState;
  /** Id of the record that is open. */
  chosen: string | undefined;
  /** Something is looked for. */
  filtered: boolean;
  /** Answers are recorded. */
  recording: boolean;
}) {
  const { summaries, next, loading, failed, more } = listing;
  return (
    <div className="pd-ledger-list" aria-busy={loading}>
      {failed && (
        <p className="pd-ledger-failed" role="alert">
          {i18n.t('ledger.cannotRead')}
        </p>
      )}
      {summaries.length === 0 && !loading && !failed && (
        <p className="pd-note" role="status">
          {i18n.t(filtered ? 'ledger.nothingFound' : recording ? 'ledger.empty' : 'ledger.notRecording')}
        </p>
      )}
      {summaries.length === 0 && !loading && !failed && !filtered && <Begin recording={recording} />}
      <ul>
        {summaries.map((summary) => (
          <li key={summary.seq}>
            {summary.damaged ? (
              <p className="pd-ledger-row pd-ledger-failed">{i18n.t('ledger.damaged', [number(summary.seq)])}</p>
            ) : (
              <Row summary={summary} isChosen={summary.id === chosen} />
            )}
          </li>
        ))}
      </ul>
      {next !== undefined && (
        <Button disabled={loading} onPress={more}>
          {i18n.t('ledger.more')}
        </Button>
      )}
    </div>
  );
}

/** The way to a first record. */
const Begin = ({ recording }: { recording: boolean }) =>
  recording ? <TrySearches /> : <a href="/options.html#pd-trust-settings">{i18n.t('errors.openOptions')}</a>;

function Row({ summary, isChosen }: { summary: Summary; isChosen: boolean }) {
  return (
    <a
      className="pd-ledger-row"
      href={`#${encodeURIComponent(summary.id)}`}
      aria-current={isChosen ? 'true' : undefined}
    >
      <span className="pd-ledger-question">{summary.question || i18n.t('ledger.noQuestion')}</span>
      <span className="pd-ledger-facts">
        <Facts of={[siteWords(summary.site), summary.model ?? i18n.t('ledger.quotes'), moment(summary.atMs)]} />
        {summary.cost !== undefined && summary.currency && ` · ${money(summary.cost, summary.currency)}`}
        {summary.imported && <b className="pd-ledger-badge">{i18n.t('ledger.imported')}</b>}
      </span>
      <Counts summary={summary} />
    </a>
  );
}

function Counts({ summary: { counts, quotes, model, error, end } }: { summary: Summary }) {
  const failed = error !== undefined || end === 'interrupted';
  return (
    <span className="pd-ledger-counts">
      {!model && i18n.t('ledger.quoted', quotes)}
      {verdictOrder.map((verdict) =>
        counts[verdict] ? (
          <span key={verdict} data-verdict={verdict} title={verdictWords(verdict)}>
            <VerdictIcon verdict={verdict} /> {counts[verdict]}
            <span className="pd-only-heard"> {verdictWords(verdict)}</span>
          </span>
        ) : null,
      )}
      {end === 'stopped' && i18n.t('ledger.stopped')}
      {failed && <span className="pd-ledger-failed">{i18n.t('ledger.failed')}</span>}
    </span>
  );
}
