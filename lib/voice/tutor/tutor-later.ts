import { createStore } from 'zustand/vanilla';
import type { Talk } from '../talk.ts';
import type { Tutor, TutorChat, TutorState } from './tutor.ts';

/**
 * A tutor who comes when somebody wants to be taught, or when a lesson is going on already. What is asked of them until
 * then is done in that order when they are there; when they cannot come, it is asked without them.
 */
export function tutorLater(chat: TutorChat, learn: () => Promise<Pick<Talk, 'createTutor'>>): Tutor {
  const last = chat.getState().turns.at(-1)?.tutor;
  const store = createStore<TutorState>(() => ({
    wanted: last !== undefined && last.move !== 'end',
    ...{ released: { turnId: '', count: 0 }, gentle: false },
  }));
  let isBeginning = false;
  let there: Tutor | undefined;
  let coming: Promise<Tutor> | undefined;

  const come = (): Promise<Tutor> => {
    coming ??= learn().then(
      ({ createTutor }) => {
        const tutor = createTutor(chat);
        tutor.subscribe((state) => store.setState(state, true));
        // One who is only about to begin knows of no lesson yet.
        if (tutor.getState().wanted || !isBeginning) store.setState(tutor.getState(), true);
        there = tutor;
        return tutor;
      },
      (thrown) => {
        coming = undefined;
        throw thrown;
      },
    );
    return coming;
  };
  const have = (act: (tutor: Tutor) => void | Promise<void>, otherwise: () => void = () => {}): void | Promise<void> =>
    there ? act(there) : come().then(act, otherwise);
  if (last) void have(() => {});

  return {
    ...store,
    begin(goal) {
      store.setState({ wanted: true });
      isBeginning = true;
      void have(
        (tutor) => tutor.begin(goal),
        () => {
          store.setState({ wanted: false });
          if (goal !== undefined && goal.trim() !== '') chat.ask(goal);
        },
      );
    },
    leave() {
      store.setState({ wanted: false, gentle: false });
      isBeginning = false;
      if (coming) void have((tutor) => tutor.leave());
    },
    say: async (text) =>
      have(
        (tutor) => tutor.say(text),
        () => chat.ask(text),
      ),
    move: (move) => void have((tutor) => tutor.move(move)),
    busy: () => there?.busy(),
    lesson: () => there?.lesson(),
  };
}
