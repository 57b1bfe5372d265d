import { createStore } from 'zustand/vanilla';
import type { Talk } from '../talk.ts';
import type { Tutor, TutorChat, TutorState } from './tutor.ts';

/**
 * A tutor who comes when somebody wants to be taught, or when a lesson is going on already. What is asked of them until
 * then is done in that order when they are there; when they cannot come, it is asked without them, which says why.
 */
export function tutorLater(chat: TutorChat, learn: () => Promise<Pick<Talk, 'createTutor'>>): Tutor {
  const store = createStore<TutorState>(() => ({ wanted: false, released: { turnId: '', count: 0 }, gentle: false }));
  let there: Tutor | undefined;
  let coming: Promise<Tutor> | undefined;

  const come = (): Promise<Tutor> => {
    coming ??= learn().then(
      ({ createTutor }) => {
        const tutor = createTutor(chat);
        tutor.subscribe((state) => store.setState(state, true));
        // One who is only about to begin knows of no lesson yet.
        if (tutor.getState().wanted) store.setState(tutor.getState(), true);
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
  const have = (act: (tutor: Tutor) => void, otherwise: () => void = () => {}): void => {
    if (there) act(there);
    else void come().then(act, otherwise);
  };
  if (chat.getState().turns.at(-1)?.tutor) have(() => {});

  return {
    ...store,
    begin(goal) {
      store.setState({ wanted: true });
      have(
        (tutor) => tutor.begin(goal),
        () => {
          store.setState({ wanted: false });
          if (goal !== undefined && goal.trim() !== '') chat.ask(goal);
        },
      );
    },
    leave() {
      store.setState({ wanted: false, gentle: false });
      if (coming) have((tutor) => tutor.leave());
    },
    say: (text) =>
      have(
        (tutor) => tutor.say(text),
        () => chat.ask(text),
      ),
    move: (move) => have((tutor) => tutor.move(move)),
    busy: () => there?.busy(),
    lesson: () => there?.lesson(),
  };
}
