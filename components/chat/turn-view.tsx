import { memo, useCallback } from 'react';
import { i18n } from '#i18n';
import type { Turn } from '../../lib/model/conversation.ts';
import type { PageKind, Source } from '../../lib/model/page.ts';
import type { CheckedSentence } from '../answer/answer-context.ts';
import { AnswerText } from '../answer/answer-text.tsx';
import type { Mark } from '../answer/place-marks.ts';
import { Button } from '../ui/button.tsx';
import { citedText } from './cited-text.tsx';
import { ErrorNote } from './error-note.tsx';
import { Quotes } from './quotes.tsx';
import { TrustLine } from './trust-line.tsx';
import { TurnActions } from './turn-actions.tsx';
import { Waiting } from './waiting.tsx';

export interface TurnVerbs {
  /** Some connection exists. */
  modelConnected: boolean;
  onRetry: (turnId: string) => void;
  onContinue: (turnId: string) => void;
  onOptions: (connectionId?: string) => void;
  onReload?: () => void;
  /** Opens the page that tells how answers are checked. */
  onHow?: () => void;
}

/** A question and all that came of it. */
export const TurnView = memo(function TurnView({
  turn,
  sources,
  pageKind,
  showQuestion,
  modelConnected,
  onRetry,
  onContinue,
  onOptions,
  onReload,
  onHow,
}: { turn: Turn; sources: readonly Source[]; pageKind: PageKind | undefined; showQuestion: boolean } & TurnVerbs) {
  const streaming = turn.status === 'streaming';
  const renderText = useCallback(
    (text: string, marks: readonly Mark<CheckedSentence>[]) => citedText(text, sources, marks),
    [sources],
  );
  const isSource = useCallback((url: string) => sources.some((source) => source.url === url), [sources]);
  const ending = endWords(turn);
  return (
    <article className="pd-turn" data-status={turn.status} aria-busy={streaming}>
      {showQuestion && <h2 className="pd-question">{turn.question}</h2>}
      {turn.keptMs !== undefined && <p className="pd-note">{i18n.t('chat.kept', [ago(turn.keptMs)])}</p>}
      {turn.trimmed && <p className="pd-note">{trimmedWords(turn.trimmed)}</p>}
      {turn.thinking && (
        <details className="pd-thinking">
          <summary>
            {turn.thinkingMs === undefined
              ? i18n.t('chat.thinking')
              : i18n.t('chat.thought', [String(Math.max(1, Math.round(turn.thinkingMs / 1000)))])}
          </summary>
          <div className="pd-thinking-text">{turn.thinking}</div>
        </details>
      )}
      {turn.author?.kind === 'model' && sources.length > 0 && turn.task !== 'draft' && (turn.text || streaming) && (
        <TrustLine turn={turn} onHow={onHow} />
      )}
      {turn.text && (
        <AnswerText
          text={turn.text}
          done={!streaming}
          checks={turn.checks}
          renderText={renderText}
          isSource={isSource}
          labels={{ copy: i18n.t('answer.copyCode'), copied: i18n.t('answer.copied') }}
        />
      )}
      {streaming && !turn.text && !turn.quotes && <Waiting turn={turn} />}
      {turn.error && (
        <ErrorNote
          error={turn.error}
          kept={turn.text !== ''}
          onRetry={() => onRetry(turn.id)}
          onContinue={() => onContinue(turn.id)}
          onOptions={() => onOptions(turn.author?.kind === 'model' ? turn.author.connectionId : undefined)}
          onReload={onReload}
        />
      )}
      {turn.quotes && !turn.text && <Quotes quotes={turn.quotes} sources={sources} pageKind={pageKind} />}
      {ending && (
        <p className="pd-note">
          {ending}{' '}
          {turn.text && turn.end !== 'filtered' && (
            <Button look="link" onPress={() => onContinue(turn.id)}>
              {i18n.t('answer.continue')}
            </Button>
          )}
        </p>
      )}
      {!streaming && <TurnActions turn={turn} sources={sources} modelConnected={modelConnected} onRetry={onRetry} />}
    </article>
  );
});

/** "5 minutes ago", in the browser's language. */
function ago(atMs: number): string {
  const minutes = Math.round((atMs - Date.now()) / 60_000);
  const words = new Intl.RelativeTimeFormat(i18n.t('language.tag'), { numeric: 'auto' });
  return minutes > -60 ? words.format(minutes, 'minute') : words.format(Math.round(minutes / 60), 'hour');
}

function endWords(turn: Turn): string | undefined {
  switch (turn.end) {
    case 'length':
      return i18n.t('end.length');
    case 'filtered':
      return i18n.t('end.filtered');
    case 'interrupted':
      return i18n.t('end.interrupted');
    case 'stopped':
      return i18n.t('end.stopped');
    default:
      return undefined;
  }
}

const trimmedWords = ({ sources, turns }: { sources?: number; turns?: number }): string =>
  [
    sources !== undefined && i18n.t('chat.trimmedSources', sources),
    turns !== undefined && i18n.t('chat.trimmedTurns', turns),
  ]
    .filter(Boolean)
    .join(' ');
