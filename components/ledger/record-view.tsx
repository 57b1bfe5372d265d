import { useCallback, useEffect, useMemo, useRef } from 'react';
import { i18n } from '#i18n';
import { safeLink } from '../../lib/markdown/link.ts';
import type { RecordEntry } from '../../lib/model/ledger.ts';
import type { AnswerRecord } from '../../lib/model/record.ts';
import type { CheckedSentence } from '../answer/answer-context.ts';
import { AnswerText } from '../answer/answer-text.tsx';
import type { Mark } from '../answer/place-marks.ts';
import { citedText } from '../chat/cited-text.tsx';
import { errorWords } from '../chat/error-words.ts';
import { EvidenceLayer } from '../chat/evidence-layer.tsx';
import { Quotes } from '../chat/quotes.tsx';
import { Button } from '../ui/button.tsx';
import { Facts } from '../ui/facts.tsx';
import { AskElsewhere } from './ask-elsewhere.tsx';
import { CheckAgain } from './check-again.tsx';
import { CheckList } from './check-list.tsx';
import { DeleteButton } from './delete-button.tsx';
import type { LedgerVerbs } from './ledger-verbs.ts';
import { SentMessages, SourceTexts } from './what-was-there.tsx';
import { moment, money, number, siteWords } from './words.ts';

/** One record in full. */
export function RecordView({
  entry,
  verbs,
  onExport,
  onAnswered,
  onDeleted,
}: {
  entry: RecordEntry;
  verbs: LedgerVerbs;
  onExport: () => void;
  onAnswered: () => void;
  onDeleted: () => void;
}) {
  const { record, seq, hash, importedFrom } = entry;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const page = record.page && safeLink(record.page.url);
  return (
    <article className="pd-ledger-record" data-id={record.id}>
      <h2 ref={title} tabIndex={-1}>
        {record.question || i18n.t('ledger.noQuestion')}
      </h2>
      <p className="pd-note">
        <Facts of={[siteWords(record.page?.site), ...authorWords(record), moment(record.atMs)]} />{' '}
        {page && (
          <a href={page.href} target="_blank" rel="noopener noreferrer">
            {i18n.t('ledger.openPage')}
          </a>
        )}
      </p>
      {importedFrom && <p className="pd-ledger-mark">{i18n.t('ledger.importedWords', [moment(importedFrom.atMs)])}</p>}
      <Answer record={record} />
      {record.error && (
        <p className="pd-ledger-failed">
          {errorWords(record.error)} {record.error.detail && <code>{record.error.detail.slice(0, 500)}</code>}
        </p>
      )}
      <div className="pd-ledger-actions">
        <CheckAgain record={record} />
        <AskElsewhere record={record} verbs={verbs} onAnswered={onAnswered} />
        <Button icon="copy" onPress={onExport}>
          {i18n.t('ledger.exportOne')}
        </Button>
        <DeleteButton
          label={i18n.t('ledger.delete')}
          question={i18n.t('ledger.deleteOne')}
          onConfirm={async () => {
            await verbs.call('ledger.delete', { doomed: { kind: 'one', id: record.id } });
            onDeleted();
          }}
        />
      </div>
      {record.checks.length > 0 && <CheckList record={record} />}
      <SourceTexts record={record} />
      <SentMessages record={record} />
      <dl className="pd-ledger-facts-list">
        {factsOf(record).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{i18n.t('ledger.place')}</dt>
          <dd>
            {number(seq)} <code>{hash}</code>
          </dd>
        </div>
      </dl>
    </article>
  );
}

const authorWords = ({ author, modelReturned }: AnswerRecord): string[] => {
  if (author.kind === 'quotes') return [i18n.t('ledger.quotes')];
  const model = modelReturned && modelReturned !== author.model ? `${author.model} (${modelReturned})` : author.model;
  return [model, author.host];
};

/** What else is known: how it was asked, what it took, how it ended, what checked it. */
function factsOf({
  mode,
  task,
  parameters,
  usage,
  cost,
  author,
  end,
  left,
  verifier,
}: AnswerRecord): [string, string][] {
  const facts: [string, string | undefined | false][] = [
    [i18n.t('ledger.mode'), i18n.t(`ledger.modes.${mode}`)],
    [i18n.t('ledger.task'), task && i18n.t(`ledger.tasks.${task}`)],
    [i18n.t('ledger.parameters'), Object.keys(parameters).length > 0 && JSON.stringify(parameters)],
    [
      i18n.t('ledger.usage'),
      usage && i18n.t('ledger.usageWords', [number(usage.inputTokens), number(usage.outputTokens)]),
    ],
    [
      i18n.t('ledger.cost'),
      cost !== undefined && author.kind === 'model' && author.prices && money(cost, author.prices.currency),
    ],
    [i18n.t('ledger.end'), end && i18n.t(`ledger.ends.${end}`)],
    [i18n.t('ledger.left'), left.map((one) => `${one.number} (${i18n.t(`ledger.why.${one.why}`)})`).join(', ')],
    [i18n.t('ledger.verifier'), verifier],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : []));
}

/** An answer as the panel shows it, without a page beside it. */
function Answer({ record }: { record: AnswerRecord }) {
  const { answer, quotes, checks, page } = record;
  const sources = useMemo(() => record.sources, [record]);
  const renderText = useCallback(
    (text: string, marks: readonly Mark<CheckedSentence>[]) => citedText(text, sources, marks),
    [sources],
  );
  const isSource = useCallback((url: string) => sources.some((source) => source.url === url), [sources]);
  return (
    <EvidenceLayer>
      {answer && (
        <AnswerText
          text={answer}
          done
          checks={checks}
          renderText={renderText}
          isSource={isSource}
          labels={{ copy: i18n.t('answer.copyCode'), copied: i18n.t('answer.copied') }}
        />
      )}
      {!answer && quotes.length > 0 && <Quotes quotes={quotes} sources={sources} pageKind={page?.kind} />}
    </EvidenceLayer>
  );
}
