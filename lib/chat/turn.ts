import type { AnswerEvent } from '../model/answer.ts';
import type { PastTurn, SecondAnswer, Turn } from '../model/conversation.ts';
import type { AppErrorData } from '../model/errors.ts';

/** What a turn is about, besides its question. */
export type About = Pick<Turn, 'page' | 'task' | 'subject' | 'tutor' | 'second'>;

/** What is known of that, without what is not. */
export const aboutOf = ({ page, task, subject, tutor, second }: About): About => ({
  ...(page && { page }),
  ...(task && { task }),
  ...(subject && { subject }),
  ...(tutor && { tutor }),
  ...(second && { second }),
});

export const newTurn = (id: string, question: string, nowMs: number, about: About = {}): Turn => ({
  id,
  runId: id,
  question,
  ...about,
  text: '',
  thinking: '',
  status: 'streaming',
  startedMs: nowMs,
});

/** A turn whose answer is about to go on: what it had stays, why it ended goes. */
export const continued = (turn: Turn, runId: string): Turn => ({
  ...turn,
  ...waitedEnough,
  runId,
  part: turn.text,
  status: 'streaming',
  end: undefined,
  error: undefined,
  quotes: undefined,
  checks: undefined, // the part is checked again with what follows
  due: undefined,
});

/** A turn as it was before its running request said anything. */
export const rewound = (turn: Turn): Turn => ({
  ...newTurn(turn.id, turn.question, turn.startedMs, aboutOf(turn)),
  runId: turn.runId,
  part: turn.part,
  text: turn.part ?? '',
});

const waitedEnough = { retry: undefined, place: undefined };

/** The turn after one event. */
export function applied(turn: Turn, event: AnswerEvent, nowMs: number): Turn {
  switch (event.type) {
    case 'author':
      return { ...turn, author: event.author };
    case 'kept':
      return {
        ...turn,
        keptMs: event.atMs,
        recordId: event.recordId,
        ...(event.changes && { changes: event.changes }),
        ...(event.sources && turn.page && { page: { ...turn.page, sources: event.sources } }),
      };
    case 'status':
      return {
        ...turn,
        retry: event.status === 'retrying' ? { atMs: event.atMs, error: event.error } : undefined,
        place: event.status === 'queued' ? event.place : undefined,
      };
    case 'quotes':
      return { ...turn, quotes: event.quotes };
    case 'thinking':
      return { ...turn, ...waitedEnough, thinking: turn.thinking + event.text };
    case 'text': {
      const thinkingMs = turn.thinkingMs ?? (turn.thinking ? nowMs - turn.startedMs : undefined);
      const due = event.due ? [...(turn.due ?? []), ...event.due] : turn.due;
      return { ...turn, ...waitedEnough, text: turn.text + event.text, thinkingMs, due };
    }
    case 'check':
      return { ...turn, checks: [...(turn.checks ?? []), event.check] };
    case 'left':
      return { ...turn, left: event.left };
    case 'read':
      return { ...turn, read: event.texts.map(({ source }) => source) };
    case 'sent':
      return { ...turn, sent: event.sent };
    case 'model':
      return { ...turn, modelReturned: event.model };
    case 'trimmed':
      return { ...turn, trimmed: { sources: event.sources, turns: event.turns } };
    case 'usage':
      return { ...turn, usage: event.usage };
    case 'end':
      return { ...turn, ...waitedEnough, status: event.reason === 'stopped' ? 'stopped' : 'done', end: event.reason };
  }
}

/** The turn, failed; what had come stays. */
export const failed = (turn: Turn, error: AppErrorData): Turn => ({
  ...turn,
  retry: undefined,
  status: 'failed',
  error,
});

/** What a follow-up may refer to: turns that have a written answer. */
export const pastTurns = (turns: readonly Turn[]): PastTurn[] =>
  turns
    .filter((turn) => turn.text !== '' && turn.status !== 'streaming')
    .map(({ question, text, thinking }) => ({ question, text, thinking }));

/** Whether a turn's answer, or what came of it, is there and none of it is by this connection; a lesson keeps its teacher. */
export function isByAnother({ author, second, status, subject, tutor }: Turn, connectionId: string): boolean {
  const isIts = (by: Turn['author']) => by?.kind === 'model' && by.connectionId === connectionId;
  if (status === 'streaming' || subject || tutor || author?.kind !== 'model') return false;
  return !isIts(author) && !isIts(second?.author);
}

/** A turn's answer as one to compare another with. */
export const asSecond = ({
  runId,
  recordId,
  status,
  text,
  checks,
  author,
  modelReturned,
  usage,
  sent,
}: Turn): SecondAnswer => ({
  runId: recordId ?? runId,
  status,
  text,
  checks: checks ?? [],
  ...{ author, modelReturned, usage, sent },
});

/** What stays beside a turn's next answer: its last one that has words. */
export const kept = (turn: Turn): SecondAnswer | undefined => (turn.text ? asSecond(turn) : turn.second);

/** A turn and its second answer, each in the place of the other; one without a word goes. */
export function swapped(turn: Turn): Turn {
  const { second, ...first } = turn;
  if (!second) return turn;
  const { runId, text, checks, author = first.author, modelReturned, usage, sent } = second;
  const answer = { runId, text, checks, author, modelReturned, usage, sent, recordId: undefined, opinion: undefined };
  if (first.text === '')
    return { ...first, ...answer, status: 'done', end: 'complete', error: undefined, quotes: undefined };
  return { ...first, ...answer, second: asSecond(turn) };
}
