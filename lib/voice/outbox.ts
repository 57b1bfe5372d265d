/** Values put in at one end, read at the other in order. */
export interface Outbox<T> {
  put(value: T): void;
  end(): void;
  fail(thrown: unknown): void;
  /** Until the end, or until aborted. Whoever reads after another goes on where that one left. */
  read(signal: AbortSignal): AsyncGenerator<T>;
}

/** An empty outbox; what is put in after its end is lost. */
export function createOutbox<T>(): Outbox<T> {
  const waiting: T[] = [];
  let over: { thrown?: unknown; isFailure: boolean } | undefined;
  let wake = () => {};
  const close = (how: typeof over) => {
    over ??= how;
    wake();
  };
  return {
    put(value) {
      if (!over) waiting.push(value);
      wake();
    },
    end: () => close({ isFailure: false }),
    fail: (thrown) => close({ thrown, isFailure: true }),
    async *read(signal) {
      const onAbort = () => wake();
      signal.addEventListener('abort', onAbort);
      try {
        while (!signal.aborted) {
          const value = waiting.shift();
          if (value !== undefined) yield value;
          else if (over?.isFailure) throw over.thrown;
          else if (over) return;
          else
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
        }
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}

/** What an iterable yields until it ends or the signal aborts; an abort does not wait for it. */
export async function* untilAborted<T>(values: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const outbox = createOutbox<T>();
  void (async () => {
    for await (const value of values) outbox.put(value);
  })().then(outbox.end, outbox.fail);
  yield* outbox.read(signal);
}
