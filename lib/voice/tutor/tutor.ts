import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Turn } from '../../model/conversation.ts';
import type { TutorMove, TutorPart } from '../../model/tutor.ts';
import { moveOf, moveWords } from './moves.ts';
import { thinkMs } from './patience.ts';
import { beginningOf, partFor, sessionOf, type TutorSession } from './session.ts';
import { tutorText } from './tutor-text.ts';

/** What a tutor needs of the conversation (lib/chat). */
export interface TutorChat {
  getState(): { turns: readonly Turn[] };
  subscribe(listener: () => void): () => void;
  ask(question: string, tutor?: TutorPart): void;
}

export interface TutorState {
  /** The user wants to be taught: what is asked next begins a lesson, unless one is going on. */
  wanted: boolean;
  /** Portions of a turn that were let go on, by the turn's id; only the last turn's matter. */
  released: { turnId: string; count: number };
  /** The open question has been thought about for a while. */
  gentle: boolean;
}

export interface Tutor extends StoreApi<TutorState> {
  /** Begins a lesson about this, or, with nothing to be about, with the next question. */
  begin(goal?: string): void;
  /** No lesson any more; what was said stays. */
  leave(): void;
  /** What the student says or writes; resolves when it has been asked, or more of the last turn has been let go on. */
  say(text: string): Promise<void>;
  /** A button. 'goOn' first lets the tutor say what it held back. */
  move(move: Exclude<TutorMove, 'begin' | 'answer'>): void;
  /** The student writes or speaks: no word of comfort now. */
  busy(): void;
  /** The lesson that is going on. */
  lesson(): TutorSession | undefined;
}

/** A lesson in a conversation. What it knows is in the turns; here is only what the user wants and sees. */
export function createTutor(
  chat: TutorChat,
  later: (step: () => void, ms: number) => () => void = (step, ms) => {
    const timer = setTimeout(step, ms);
    return () => clearTimeout(timer);
  },
): Tutor {
  const store = createStore<TutorState>(() => ({
    wanted: lessonOf(chat.getState().turns) !== undefined,
    released: { turnId: '', count: 0 },
    gentle: false,
  }));
  const session = (): TutorSession | undefined => lessonOf(chat.getState().turns);
  let forget = () => {};
  /** The turn whose question is being thought about, and the one for which comfort was given. */
  let [thinkingOf, comforted] = ['', ''];
  let count = chat.getState().turns.length;

  function think(): void {
    const { turns } = chat.getState();
    const last = turns.at(-1);
    // Over, or about another page.
    const isOver = last?.tutor?.move === 'end' && last.status === 'done';
    if (isOver || (turns.length === 0 && count > 0)) store.setState({ wanted: false });
    count = turns.length;
    const isThinking = store.getState().wanted && last?.status === 'done' && session()?.asked !== undefined;
    const turnId = isThinking && last ? last.id : '';
    if (turnId === thinkingOf) return;
    thinkingOf = turnId;
    forget();
    forget = () => {};
    if (store.getState().gentle) store.setState({ gentle: false });
    if (turnId !== '') wait(turnId);
  }

  const wait = (turnId: string): void => {
    if (comforted === turnId) return;
    forget = later(() => {
      comforted = turnId;
      if (thinkingOf === turnId) store.setState({ gentle: true });
    }, thinkMs);
  };
  chat.subscribe(think);

  function go(text: string, move: Exclude<TutorMove, 'begin'>): void {
    const now = session();
    if (now) chat.ask(text, partFor(now, move));
    else chat.ask(text, beginningOf(text));
  }

  return {
    ...store,
    begin(goal) {
      store.setState({ wanted: true });
      if (goal !== undefined && goal.trim() !== '') chat.ask(goal, beginningOf(goal));
    },
    leave() {
      store.setState({ wanted: false, gentle: false });
      think();
    },
    async say(text) {
      const now = session();
      const move = now ? moveOf(text) : 'answer';
      if (move === 'goOn' && release()) return;
      go(text, move);
    },
    move(move) {
      const now = session();
      if (!now || (move === 'goOn' && release())) return;
      go(moveWords[now.lang][move], move);
    },
    busy() {
      forget();
      store.setState({ gentle: false });
      if (thinkingOf !== '') wait(thinkingOf);
    },
    lesson: session,
  };

  /** True: there was more of the last turn, and it goes on. */
  function release(): boolean {
    const last = chat.getState().turns.at(-1);
    if (!last?.tutor || last.tutor.move === 'end') return false;
    const { released } = store.getState();
    const count = released.turnId === last.id ? released.count : 0;
    if (count + 1 >= tutorText(last).portions.length) return false;
    store.setState({ released: { turnId: last.id, count: count + 1 } });
    return true;
  }
}

/** The lesson that is going on: the last thing that was said belongs to it. */
export function lessonOf(turns: readonly Turn[]): TutorSession | undefined {
  const session = turns.at(-1)?.tutor && sessionOf(turns);
  return session?.ended ? undefined : session;
}
