import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AnswerEvent } from '../model/answer.ts';
import type { AnswerRequest, AskedTask, Subject, Turn } from '../model/conversation.ts';
import { AppError, errorData } from '../model/errors.ts';
import type { Page } from '../model/page.ts';
import type { AnswerMode } from '../model/preferences.ts';
import type { TutorPart } from '../model/tutor.ts';
import type { Check } from '../model/verdict.ts';
import { createPacer, type Pacer } from './pacer.ts';
import { askOpinion, askSecond, opinionPairs } from './side-runs.ts';
import { type About, aboutOf, applied, continued, failed, kept, newTurn, pastTurns, rewound, swapped } from './turn.ts';

export type Ask = (request: AnswerRequest, signal: AbortSignal) => AsyncIterable<AnswerEvent>;

/** Why a reader leaves an answer: it is not wanted any more, or it will be read by another. */
type Leaving = 'stopped' | 'left';

/** A background may end again while it takes an answer up; more than this is no accident. */
const mostResumes = 5;
/** ms. An extension that is being replaced still takes connections for a moment. */
const firstPauseMs = 100;
/** ms more; times the attempts made so far. All of them are over within 5 s. */
const resumePauseMs = 300;

export interface ChatState {
  /** The page this chat is about; absent in a chat about nothing. */
  page?: Page;
  turns: readonly Turn[];
  /** The connection that answers; absent: the default one. */
  connectionId?: string;
  /** Absent: the user's preference. */
  mode?: AnswerMode;
  /** Numbers of sources that are not to be used. */
  without?: readonly number[];
  /** What a Zhihu question is asked for now; its other answers wait on the shelf. */
  task?: AskedTask;
  shelf?: Partial<Record<AskedTask, readonly Turn[]>>;
}

export interface Chat extends StoreApi<ChatState> {
  /** A new question on the page: drops the old conversation, stops its answer. Newer sources for the same question only replace the page. */
  show(page: Page | undefined): 'new' | 'same';
  /** `tutor`: as a turn of a lesson. */
  ask(question: string, tutor?: TutorPart): void;
  stop(): void;
  /** Asks a turn's question again; the turn and those after it make place for the new answer. */
  retry(turnId: string): void;
  /** The same of whom is chosen now, from the same sources; the answer that was there stays, to compare. */
  askAnew(turnId: string): void;
  /** Goes on with an answer that was cut, from where it stopped. */
  continue(turnId: string): void;
  /** Asks something else in place of a turn. */
  edit(turnId: string, question: string): void;
  /** Asks the page's question for something else; an answer already given for that comes back from the shelf. */
  askFor(task: AskedTask): void;
  /** Checks a text against the page's sources; `question` says what is checked. */
  check(subject: Subject, question: string): void;
  /** Asks a turn's question once more, to compare. */
  askAgain(turnId: string): void;
  /** Puts the second answer in the place of the first. */
  keepSecond(turnId: string): void;
  /** Asks the model what it thinks of a turn's checks. */
  askOpinion(turnId: string): void;
  /** Puts better checks in the place of a turn's: the pages of these sources have been read. */
  checkedAgain(turnId: string, checks: readonly Check[], read: number[]): void;
  /** Chooses how to ask from now on. */
  choose(how: Pick<ChatState, 'mode' | 'without'>): void;
  /** The request that asking this would make, with the id it would have. */
  preview(question: string): AnswerRequest;
  /** Chooses who answers from now on. */
  connect(connectionId: string | undefined): void;
  /** Puts back a conversation that was kept elsewhere. */
  restore(state: ChatState): void;
  /** Picks up the answer that was streaming, after its reader was gone (popup closed, page in the back/forward cache). */
  resume(): void;
}

/**
 * One living conversation. `ask` is how it gets answers; with `keepGoing` an answer goes on when its reader is gone.
 * `now` and `id` are handed in so that tests are exact.
 */
export function createChat(
  ask: Ask,
  {
    keepGoing = false,
    now = Date.now,
    id = () => crypto.randomUUID(),
  }: { keepGoing?: boolean; now?: () => number; id?: () => string } = {},
): Chat {
  const store = createStore<ChatState>(() => ({ turns: [] }));
  let upcomingId = id();
  /** Of requests beside the running one; they end with the page they are about. */
  let side = new AbortController();
  let running: { turnId: string; reader: AbortController; pacer: Pacer } | undefined;

  const change = (turnId: string, next: (turn: Turn) => Turn) =>
    store.setState((state) => ({ turns: state.turns.map((turn) => (turn.id === turnId ? next(turn) : turn)) }));

  function requestFor(turn: Turn, before: readonly Turn[]): AnswerRequest {
    const { connectionId, mode, without } = store.getState();
    const { runId, question, page, task, subject, tutor, part } = turn;
    return {
      ...{ id: runId, question, page, task, subject, tutor, part, mode, connectionId },
      history: pastTurns(before),
      without: without?.length ? [...without] : undefined,
      keep: keepGoing,
    };
  }

  /** `about` goes before what is in view now. */
  function upcoming(question: string, about: About = {}): Turn {
    const { page, task } = store.getState();
    const isOwnQuestion = page?.kind === 'question' && question === page.query;
    const inView = { page, task: isOwnQuestion ? task : undefined };
    return newTurn(upcomingId, question, now(), { ...aboutOf(inView), ...aboutOf(about) });
  }

  /** Streams an answer into a turn that is already in the store. */
  async function stream(
    turn: Turn,
    before: readonly Turn[],
    how: { resume?: boolean; fresh?: boolean },
    resumed = 0,
  ): Promise<void> {
    const reader = new AbortController();
    const pacer = createPacer((next) => change(turn.id, () => next), turn);
    running = { turnId: turn.id, reader, pacer };
    const request = { ...requestFor(turn, before), ...how };
    // A resumed answer is told from its beginning; what is on the screen stays until that has arrived.
    let current = how.resume ? rewound(turn) : turn;
    try {
      for await (const event of ask(request, reader.signal)) {
        if (reader.signal.aborted) return;
        current = applied(current, event, now());
        if (!how.resume || event.type === 'end' || lengthOf(current) >= lengthOf(turn)) pacer.put(current);
      }
      // A stream that ends without saying so has been cut, whatever it looks like.
      if (current.status === 'streaming') throw new AppError('interrupted');
      await pacer.drained();
    } catch (thrown) {
      if (reader.signal.aborted) return;
      await pacer.drained();
      // Told to its end, an answer is whole, whatever became of its teller.
      if (reader.signal.aborted || current.status !== 'streaming') return;
      const error = errorData(thrown);
      // The background was ended by the browser. A new one knows how far the answer had come; it does not ask again.
      if (error.code === 'disconnected' && resumed < mostResumes) {
        await pause(firstPauseMs + resumed * resumePauseMs);
        const shown = find(turn.id);
        if (!reader.signal.aborted && shown) return stream(shown, before, { resume: true }, resumed + 1);
        return;
      }
      change(turn.id, (shown) => failed(shown, error));
    } finally {
      if (running?.reader === reader) running = undefined;
    }
  }

  function answer(
    question: string,
    before: readonly Turn[],
    { fresh = false, ...about }: { fresh?: boolean } & About = {},
  ): void {
    stop();
    const turn = upcoming(question, about);
    upcomingId = id();
    store.setState({ turns: [...before, turn] });
    void stream(turn, before, { fresh });
  }

  function stop(): void {
    if (!running) return;
    const { turnId, reader, pacer } = running;
    running = undefined;
    reader.abort('stopped' satisfies Leaving);
    pacer.close();
    // One that has been told to its end is only still being written down.
    change(turnId, (turn) =>
      turn.status === 'streaming' ? { ...turn, retry: undefined, status: 'stopped', end: 'stopped' } : turn,
    );
  }

  const find = (turnId: string): Turn | undefined => store.getState().turns.find((turn) => turn.id === turnId);

  const upTo = (turnId: string): readonly Turn[] => {
    const { turns } = store.getState();
    const index = turns.findIndex((turn) => turn.id === turnId);
    return index < 0 ? turns : turns.slice(0, index);
  };

  return {
    ...store,
    show(page) {
      if (sameQuestion(store.getState().page, page)) {
        store.setState({ page });
        return 'same';
      }
      stop();
      side.abort('stopped' satisfies Leaving);
      side = new AbortController();
      store.setState({ page, turns: [], without: undefined, task: undefined, shelf: undefined });
      return 'new';
    },
    ask: (question, tutor) => answer(question, store.getState().turns, { tutor }),
    stop,
    retry(turnId) {
      const turn = find(turnId);
      if (!turn) return;
      const { question, subject, tutor, text, second } = turn;
      answer(question, upTo(turnId), { fresh: true, subject, tutor, ...(!text && { second }) });
    },
    askAnew(turnId) {
      const turn = find(turnId);
      if (turn) answer(turn.question, upTo(turnId), { fresh: true, ...aboutOf(turn), second: kept(turn) });
    },
    continue(turnId) {
      const turn = find(turnId);
      if (!turn) return;
      stop();
      const next = continued(turn, id());
      store.setState({ turns: [...upTo(turnId), next] });
      void stream(next, upTo(turnId), { fresh: true });
    },
    edit: (turnId, question) => answer(question, upTo(turnId), { tutor: find(turnId)?.tutor }),
    askFor(task) {
      const { page, turns, task: before = 'analysis', shelf } = store.getState();
      if (!page || task === before) return;
      stop();
      const kept = shelf?.[task];
      store.setState({ task, shelf: { ...shelf, [before]: store.getState().turns }, turns: kept ?? [] });
      if (!kept && turns.length > 0) answer(page.query, []);
    },
    check: (subject, question) => answer(question, store.getState().turns, { subject }),
    askAgain(turnId) {
      const turn = find(turnId);
      if (!turn || turn.second?.status === 'streaming') return;
      const request = { ...requestFor(turn, upTo(turnId)), id: id(), part: undefined, fresh: true, draw: 1 };
      void askSecond(ask, request, (next) => change(turnId, next), side.signal);
    },
    keepSecond: (turnId) => change(turnId, swapped),
    askOpinion(turnId) {
      const turn = find(turnId);
      if (!turn || turn.opinion?.status === 'streaming') return;
      const { checks, pairs } = opinionPairs(turn);
      if (pairs.length === 0) return;
      const { connectionId } = store.getState();
      const request = { id: id(), question: turn.question, history: [], opinionOn: pairs, connectionId };
      void askOpinion(ask, request, checks, (next) => change(turnId, next), side.signal);
    },
    checkedAgain: (turnId, checks, read) => change(turnId, (turn) => ({ ...turn, checks, read, opinion: undefined })),
    choose: (how) => store.setState(how),
    preview: (question) => requestFor(upcoming(question), store.getState().turns),
    connect: (connectionId) => store.setState({ connectionId }),
    restore(state) {
      stop();
      store.setState(state);
    },
    resume() {
      const turn = store.getState().turns.at(-1);
      if (turn?.status !== 'streaming') return;
      running?.reader.abort('left' satisfies Leaving);
      running?.pacer.close();
      void stream(turn, upTo(turn.id), { resume: true });
    },
  };
}

/** What a reader has of an answer; an answer taken up again is not shown before it is as long. */
const lengthOf = ({ text, thinking }: Turn): number => text.length + thinking.length;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const sameQuestion = (one: Page | undefined, other: Page | undefined): boolean =>
  one?.site === other?.site && one?.kind === other?.kind && one?.query === other?.query;
