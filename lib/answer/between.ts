/** Stands for a moment in which nothing more has come. */
export const pause = Symbol('pause');

/**
 * The same events, with a `pause` wherever the next one is not there yet, as long as `wants` says that there is something
 * to do meanwhile. Work done at pauses holds no event up for longer than it takes.
 */
export async function* withPauses<T>(events: AsyncIterable<T>, wants: () => boolean): AsyncGenerator<T | typeof pause> {
  const iterator = events[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (;;) {
      while (wants() && !(await isThere(next))) yield pause;
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

/** Whether it settles before anything else that waits for its turn. */
async function isThere(promise: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, 0, false);
  });
  const settled = promise.then(
    () => true,
    () => true,
  );
  const isSettled = await Promise.race([settled, late]);
  clearTimeout(timer);
  return isSettled;
}
