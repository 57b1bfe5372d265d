import type { Clip, Engine } from './engine.ts';

/** How many clips are fetched ahead of the one that is spoken. */
const ahead = 2;

/** Has the clips that come next fetched while one is spoken; never before it is: the first words are what is waited for. */
export interface Prefetch {
  /** The clip at this index is being spoken. */
  reach(index: number, engine: Engine): void;
  /** More clips may be there now. */
  again(): void;
  /** Nothing that is being fetched is wanted. */
  drop(): void;
}

/** `clipOf`: the clip at an index of the speech; undefined: there is none yet, or never. Aborting drops all. */
export function createPrefetch(clipOf: (index: number) => Clip | undefined, signal: AbortSignal): Prefetch {
  /** By clip id; done ones stay, so that they are not asked for again. */
  const asked = new Map<string, { stop: AbortController; isDone: boolean }>();
  let last: { index: number; engine: Engine } | undefined;

  function again(): void {
    if (!last?.engine.prepare || signal.aborted) return;
    const { index, engine } = last;
    const wanted = [];
    for (let next = index + 1; next <= index + ahead; next++) {
      const clip = clipOf(next);
      if (clip) wanted.push({ ...clip, isFirst: false });
    }
    const now = clipOf(index)?.id;
    for (const [id, { stop, isDone }] of asked) {
      if (id === now || wanted.some((clip) => clip.id === id)) continue;
      if (!isDone) stop.abort();
      asked.delete(id);
    }
    for (const clip of wanted) {
      if (asked.has(clip.id)) continue;
      const entry = { stop: new AbortController(), isDone: false };
      asked.set(clip.id, entry);
      const fetched = engine.prepare?.(clip, AbortSignal.any([signal, entry.stop.signal])) ?? Promise.resolve();
      const finish = () => {
        entry.isDone = true;
      };
      void fetched.then(finish, finish); // what failed fails again, and is told, when it is to be spoken
    }
  }

  return {
    reach(index, engine) {
      last = { index, engine };
      again();
    },
    again,
    drop() {
      for (const { stop } of asked.values()) stop.abort();
      asked.clear();
      last = undefined;
    },
  };
}
