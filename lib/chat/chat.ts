import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AnswerEvent } from '../model/answer.ts';
import type { AnswerRequest, Turn } from '../model/conversation.ts';
import { errorData } from '../model/errors.ts';
import type { Page } from '../model/page.ts';
import { applied, failed, newTurn, pastTurns } from './turn.ts';

export type Ask = (request: AnswerRequest, signal: AbortSignal) => AsyncIterable<AnswerEvent>;

export interface ChatState {
  /** The page this chat is about; absent in a chat about nothing. */
  page?: Page;
  turns: readonly Turn[];
  /** The connection that answers; absent: the default one. */
  connectionId?: string;
}

export interface Chat extends StoreApi<ChatState> {
  /** A new question on the page: drops the old conversation, stops its answer. Newer sources for the same question only replace the page. */
  show(page: Page | undefined): void;
  ask(question: string): void;
  stop(): void;
  /** Asks a turn's question again; the turn and those after it make place for the new answer. */
  retry(turnId: string): void;
  /** Asks something else in place of a turn. */
  edit(turnId: string, question: string): void;
  /** Chooses who answers from now on. */
  connect(connectionId: string | undefined): void;
  /** Puts back a conversation that was kept elsewhere. */
  restore(turns: readonly Turn[]): void;
}

/** One living conversation. `ask` is how it gets answers; `now` and `id` are handed in so that tests are exact. */
export function createChat(
  ask: Ask,
  { now = Date.now, id = () => crypto.randomUUID() }: { now?: () => number; id?: () => string } = {},
): Chat {
  const store = createStore<ChatState>(() => ({ turns: [] }));
  let running: { turnId: string; reader: AbortController } | undefined;

  const change = (turnId: string, next: (turn: Turn) => Turn) =>
    store.setState((state) => ({ turns: state.turns.map((turn) => (turn.id === turnId ? next(turn) : turn)) }));

  async function answer(question: string, before: readonly Turn[]): Promise<void> {
    stop();
    const turn = newTurn(id(), question, now());
    const reader = new AbortController();
    running = { turnId: turn.id, reader };
    store.setState({ turns: [...before, turn] });
    const { page, connectionId } = store.getState();
    try {
      const request: AnswerRequest = { id: turn.id, question, history: pastTurns(before), page, connectionId };
      for await (const event of ask(request, reader.signal)) {
        if (reader.signal.aborted) return;
        change(turn.id, (current) => applied(current, event, now()));
      }
      // A stream that ends without saying so has been cut, whatever it looks like.
      change(turn.id, (current) =>
        current.status === 'streaming' ? failed(current, { code: 'interrupted', detail: '' }) : current,
      );
    } catch (thrown) {
      if (!reader.signal.aborted) change(turn.id, (current) => failed(current, errorData(thrown)));
    } finally {
      if (running?.turnId === turn.id) running = undefined;
    }
  }

  function stop(): void {
    if (!running) return;
    const { turnId, reader } = running;
    running = undefined;
    reader.abort();
    change(turnId, (turn) => ({ ...turn, retry: undefined, status: 'stopped', end: 'stopped' }));
  }

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
        return;
      }
      stop();
      store.setState({ page, turns: [] });
    },
    ask: (question) => void answer(question, store.getState().turns),
    stop,
    retry(turnId) {
      const turn = store.getState().turns.find((candidate) => candidate.id === turnId);
      if (turn) void answer(turn.question, upTo(turnId));
    },
    edit: (turnId, question) => void answer(question, upTo(turnId)),
    connect: (connectionId) => store.setState({ connectionId }),
    restore: (turns) => store.setState({ turns }),
  };
}

const sameQuestion = (one: Page | undefined, other: Page | undefined): boolean =>
  one?.site === other?.site && one?.kind === other?.kind && one?.query === other?.query;
