/** Stands for a moment in which nothing more has come. */
export const pause = Symbol('pause');

/**
 * ms without an event that are taken for a pause. What comes in a burst is closer together, and is shown first; the words
 * of a quick model are farther apart, and a mark that comes long after its sentence moves what has been drawn since.
 */
export const leastQuietMs = 6;

/** ms after which work that waits for a pause takes any moment in which nothing has come. */
const longestWaitMs = 300;

/**
 * The same events, with a `pause` wherever nothing comes for a moment, or, late, where the next one is not there yet; as
 * long as `wants` says that there is something to do meanwhile. Work done at pauses holds no event up for longer than it takes.
 */
export async function* withPauses<T>(
  events: AsyncIterable<T>,
  wants: () => boolean,
  quietMs: () => number = () => leastQuietMs,
): AsyncGenerator<T | typeof pause> {
  const iterator = events[Symbol.asyncIterator]();
  let next = iterator.next();
  let wantedMs: number | undefined;
  try {
    for (;;) {
      // One pause may be followed by another at once.
      for (let isQuiet = false; wants(); isQuiet = true) {
        wantedMs ??= performance.now();
        const isLate = performance.now() - wantedMs > longestWaitMs;
        if (await isThere(next, isQuiet || isLate ? 0 : quietMs())) break;
        yield pause;
      }
      if (!wants()) wantedMs = undefined;
      const { done, value } = await next;
      if (done) return;
      next = iterator.next();
      yield value;
    }
  } finally {
    next.catch(() => {}); // whoever left does not hear of it
    void iterator.return?.();
  }
}

/** Whether it settles within so many milliseconds; 0: before anything else that waits for its turn. */
async function isThere(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  const settled = promise.then(
    () => true,
    () => true,
  );
  const isSettled = await Promise.race([settled, late]);
  clearTimeout(timer);
  return isSettled;
}

export const afterMs = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
