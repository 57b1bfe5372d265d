import type { AnswerEvent } from '../model/answer.ts';
import type { AnswerRequest } from '../model/conversation.ts';
import { AppError } from '../model/errors.ts';

export type Produce = (request: AnswerRequest, signal: AbortSignal) => AsyncIterable<AnswerEvent>;

interface Run {
  events: AnswerEvent[];
  error?: unknown;
  ended: boolean;
  readers: number;
  /** Wakes the readers that wait for more. */
  waiting: Set<() => void>;
  stop: AbortController;
}

/** How long a finished answer can still be picked up by who asked for it. */
const keptMs = 10 * 60_000;

/**
 * Answers in flight. A run belongs to its request's id, not to the port that asked: a reader that went away can pick it up
 * again from the beginning. A run nobody reads is aborted, unless the request says to keep going.
 */
export function createRuns(
  produce: Produce,
): (request: AnswerRequest, signal: AbortSignal) => AsyncGenerator<AnswerEvent> {
  const runs = new Map<string, Run>();

  function start(request: AnswerRequest): Run {
    const run: Run = { events: [], ended: false, readers: 0, waiting: new Set(), stop: new AbortController() };
    runs.set(request.id, run);
    void (async () => {
      try {
        for await (const event of produce(request, run.stop.signal)) {
          run.events.push(event);
          wake(run);
        }
      } catch (thrown) {
        run.error = thrown;
      } finally {
        run.ended = true;
        wake(run);
        setTimeout(() => runs.delete(request.id), keptMs);
      }
    })();
    return run;
  }

  /** @throws AppError 'interrupted' when there is nothing to resume: asking anew would be a charge nobody asked for. */
  return async function* read(request, signal) {
    const found = runs.get(request.id);
    if (!found && request.resume) throw new AppError('interrupted');
    const run = found ?? start(request);
    run.readers += 1;
    const leave = () => wake(run);
    signal.addEventListener('abort', leave);
    try {
      for (let next = 0; ; next += 1) {
        while (next >= run.events.length) {
          if (signal.aborted) return;
          if (run.ended) {
            if (run.error) throw run.error;
            return;
          }
          await new Promise<void>((resolve) => run.waiting.add(resolve));
        }
        const event = run.events[next];
        if (event) yield event;
      }
    } finally {
      signal.removeEventListener('abort', leave);
      run.readers -= 1;
      const nobodyReads = run.readers === 0 && !run.ended;
      if (nobodyReads && (signal.reason === 'stopped' || !request.keep)) {
        run.stop.abort();
        runs.delete(request.id);
      }
    }
  };
}

function wake(run: Run): void {
  const waiting = [...run.waiting];
  run.waiting.clear();
  for (const resolve of waiting) resolve();
}
