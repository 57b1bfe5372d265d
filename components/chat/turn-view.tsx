import { memo, useCallback, useMemo, useState } from 'react';
import { i18n } from '#i18n';
import type { Turn } from '../../lib/model/conversation.ts';
import type { PageKind, Source } from '../../lib/model/page.ts';
import { spokenText } from '../../lib/voice/reading/turn-text.ts';
import type { Lessons } from '../../lib/voice/tutor/lessons.ts';
import type { CheckedSentence } from '../answer/answer-context.ts';
import { AnswerText } from '../answer/answer-text.tsx';
import type { Mark } from '../answer/place-marks.ts';
import { usePart } from '../answer/use-part.ts';
import { Button } from '../ui/button.tsx';
import { citedText } from './cited-text.tsx';
import { Compared } from './compared.tsx';
import { ErrorNote } from './error-note.tsx';
import { KeptNote } from './kept-note.tsx';
import { OpinionNote } from './opinion-note.tsx';
import { Quotes } from './quotes.tsx';
import { SecondAnswerView } from './second-answer.tsx';
import { SentView } from './sent-view.tsx';
import { SpokenTurn } from './spoken-turn.tsx';
import { TrustLine } from './trust-line.tsx';
import { TurnActions } from './turn-actions.tsx';
import { TurnContext } from './turn-context.ts';
import { Waiting } from './waiting.tsx';

export interface TurnVerbs {
  /** Some connection exists. */
  modelConnected: boolean;
  onRetry: (turnId: string) => void;
  onReadAloud?: ((turnId: string) => void) | undefined;
  onContinue: (turnId: string) => void;
  onAskAgain: (turnId: string) => void;
  onKeepSecond: (turnId: string) => void;
  onOpinion: (turnId: string) => void;
  onOptions: (connectionId?: string) => void;
  onReload?: () => void;
  /** Opens the record of an answer. */
  onLedger?: (runId: string) => void;
  /** Opens the page that tells how answers are checked. */
  onHow?: () => void;
}

/** A question and all that came of it. */
export const TurnView = memo(function TurnView({
  turn,
  sources,
  pageKind,
  showQuestion,
  ownAnswer,
  released = 0,
  modelConnected,
  onRetry,
  onReadAloud,
  onContinue,
  onAskAgain,
  onKeepSecond,
  onOpinion,
  onOptions,
  onReload,
  onLedger,
  onHow,
}: {
  turn: Turn;
  sources: readonly Source[];
  pageKind: PageKind | undefined;
  showQuestion: boolean;
  ownAnswer?: string | undefined;
  /** Portions of a tutor's turn that were let go on. */
  released?: number;
} & TurnVerbs) {
  const streaming = turn.status === 'streaming';
  const renderText = useCallback(
    (text: string, marks: readonly Mark<CheckedSentence>[]) => citedText(text, sources, marks),
    [sources],
  );
  const isSource = useCallback((url: string) => sources.some((source) => source.url === url), [sources]);
  const lessons = usePart('talk', turn.tutor !== undefined);
  const shown = useMemo(() => shownOf(turn, released, lessons), [turn, released, lessons]);
  const [showsSent, setShowsSent] = useState(false);
  const ending = endWords(turn);
  const isWritten = turn.author?.kind === 'model' && turn.text !== '' && !streaming;
  const items = [
    ...(isWritten ? [{ label: i18n.t('twice.ask'), onPress: () => onAskAgain(turn.id) }] : []),
    ...(isWritten && turn.checks?.some((check) => check.sources.length > 0)
      ? [{ label: i18n.t('opinion.ask'), onPress: () => onOpinion(turn.id) }]
      : []),
    ...(isWritten && onLedger
      ? [{ label: i18n.t('ledger.open'), onPress: () => onLedger(turn.recordId ?? turn.runId) }]
      : []),
    ...(turn.sent ? [{ label: i18n.t('sent.title'), onPress: () => setShowsSent(!showsSent) }] : []),
  ];
  const about = useMemo(
    () => ({ turnId: turn.id, read: turn.read ?? [], ...(turn.page && { site: turn.page.site }) }),
    [turn.id, turn.read, turn.page],
  );
  return (
    <TurnContext value={about}>
      <article
        className="pd-turn"
        data-status={turn.status}
        data-awaits-quotes={streaming && !modelConnected && turn.text === '' && !turn.quotes}
        aria-busy={streaming}
      >
        <div className="pd-turn-body">
          {showQuestion && <h2 className="pd-question">{turn.question}</h2>}
          {turn.keptMs !== undefined && <KeptNote turn={turn} keptMs={turn.keptMs} onRetry={() => onRetry(turn.id)} />}
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
          {turn.subject && <p className="pd-note">{i18n.t('check.note')}</p>}
          {turn.subject && ownAnswer && <Compared own={ownAnswer} other={turn.subject.text} />}
          {showsTrust(turn, sources, modelConnected) && (
            <div className="pd-trust-room">
              <TrustLine turn={turn} onHow={onHow} />
            </div>
          )}
          <OpinionNote turn={turn} />
          {turn.text && (
            <SpokenTurn turnId={turn.id} text={shown.text}>
              <AnswerText
                text={shown.text}
                done={!streaming}
                checks={shown.checks}
                due={turn.due}
                renderText={renderText}
                isSource={isSource}
                labels={{ copy: i18n.t('answer.copyCode'), copied: i18n.t('answer.copied') }}
              />
            </SpokenTurn>
          )}
          {shown.heldBack && (
            <details className="pd-tutor-held">
              <summary>{i18n.t('tutor.heldBack')}</summary>
              <div>{shown.heldBack}</div>
            </details>
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
          {turn.quotes && !turn.text && (
            <SpokenTurn turnId={turn.id} text={spokenText(turn)}>
              <Quotes quotes={turn.quotes} sources={sources} pageKind={pageKind} />
            </SpokenTurn>
          )}
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
        </div>
        {(!streaming || turn.text) && (
          <TurnActions
            turn={turn}
            sources={sources}
            modelConnected={modelConnected}
            items={items}
            onRetry={onRetry}
            onReadAloud={onReadAloud}
          />
        )}
        {turn.second && !streaming && (
          <SecondAnswerView turn={turn} second={turn.second} onKeep={() => onKeepSecond(turn.id)} />
        )}
        {showsSent && turn.sent && <SentView sent={turn.sent} />}
      </article>
    </TurnContext>
  );
});

/** A tutor's turn is shown as far as it has come; what was written past its question only to who wants to see it. */
function shownOf(
  turn: Turn,
  released: number,
  lessons: Lessons | undefined | null,
): { text: string; checks: Turn['checks']; heldBack: string } {
  const { text, checks, tutor, status } = turn;
  if (!tutor || lessons === null) return { text, checks, heldBack: '' };
  if (!lessons) return { text: '', checks: undefined, heldBack: '' };
  const held = lessons.tutorText(turn);
  const end = lessons.releasedEnd(held, released);
  const rest = held.asked && status !== 'streaming' ? text.slice(held.asked.end).trim() : '';
  const isAsked = held.asked?.end === end;
  return {
    text: text.slice(0, end),
    checks: checks?.filter((check) => check.end <= end),
    heldBack: isAsked && /[\p{L}\p{N}]/u.test(rest) ? rest : '',
  };
}

/** Quotes are found by nature, a draft is the reader's own, and before the first word an error may still come. */
const showsTrust = (
  { author, task, text, status, subject }: Turn,
  sources: readonly Source[],
  modelConnected: boolean,
): boolean =>
  sources.length > 0 &&
  task !== 'draft' &&
  (subject !== undefined || (willBeChecked(author, modelConnected) && (text !== '' || status === 'streaming')));

/** A model that is connected will most likely write: its line is there before that is known, so that nothing moves then. */
const willBeChecked = (author: Turn['author'], modelConnected: boolean): boolean =>
  author ? author.kind === 'model' : modelConnected;

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
