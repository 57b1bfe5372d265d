import type { AnswerEvent } from '../model/answer.ts';
import type { AnswerRequest } from '../model/conversation.ts';
import { AppError, type AppErrorData, errorData } from '../model/errors.ts';
import { requestKey } from './request-key.ts';

export type Produce = (request: AnswerRequest, signal: AbortSignal) => AsyncIterable<AnswerEvent>;

/** An answer as it is kept outside this process, which the browser may end at any moment. */
export interface KeptRun {
  id: string;
  key: string;
  startedMs: number;
  events: AnswerEvent[];
  ended: boolean;
  error?: AppErrorData;
}

/** What runs are made of; handed in, so that they can be tried without a browser. */
export interface RunParts {
  produce: Produce;
  /** Which model would answer, as a key; undefined when the answer costs nothing and need not be shared. */
  whoAnswers: (request: AnswerRequest) => Promise<string | undefined>;
  journal: Journal;
  now?: () => number;
}

export interface Journal {
  all(): Promise<KeptRun[]>;
  keep(run: KeptRun): Promise<void>;
}

interface Run extends KeptRun {
  readers: number;
  /** Wakes the readers that wait for more. */
  waiting: Set<() => void>;
  stop: AbortController;
  /** Goes on without readers. */
  keepGoing: boolean;
}

/** ms. A page that is reloaded finds its answer still running; one that was closed stops it after this. */
const graceMs = 5_000;
/** ms between two savings of an answer in flight. */
const journalMs = 500;
/** Answers that can be picked up again; older ones are forgotten. */
const mostRuns = 30;

/**
 * Answers in flight, and those that have just ended. A run belongs to its question (with its sources, history and
 * connection), not to the port that asked: the same question in a second tab, or after a reload, reads the same run, and
 * a reader that went away picks it up again from the beginning. Nothing here ever asks a model twice by itself.
 */
export function createRuns({
  produce,
  whoAnswers,
  journal,
  now = Date.now,
}: RunParts): (request: AnswerRequest, signal: AbortSignal) => AsyncGenerator<AnswerEvent> {
  const runs = new Map<string, Run>();
  const restored = journal.all().then(
    (kept) => {
      // A run that had not ended was cut when the process was: its part stays, and says so.
      for (const run of kept)
        runs.set(run.id, {
          ...revived(run),
          ...(!run.ended && { ended: true, error: { code: 'interrupted', detail: '' } }),
        });
    },
    () => {}, // an unreadable journal is an empty one
  );

  async function start(request: AnswerRequest, key: string): Promise<Run> {
    const run = revived({ id: request.id, key, startedMs: now(), events: [], ended: false });
    run.keepGoing = request.keep ?? false;
    runs.set(run.id, run);
    for (const old of [...runs.values()].slice(0, Math.max(0, runs.size - mostRuns)))
      if (old.ended) runs.delete(old.id);
    await journal.keep(asKept(run)).catch(() => {}); // a full disk costs the survival, not the answer
    void follow(run, request);
    return run;
  }

  async function follow(run: Run, request: AnswerRequest): Promise<void> {
    const saving = setInterval(() => void journal.keep(asKept(run)).catch(() => {}), journalMs);
    try {
      for await (const event of produce(request, run.stop.signal)) {
        run.events.push(event);
        wake(run);
      }
    } catch (thrown) {
      run.error = errorData(thrown);
    } finally {
      clearInterval(saving);
      run.ended = true;
      if (run.stop.signal.aborted) runs.delete(run.id);
      wake(run);
      void journal.keep(asKept(run)).catch(() => {});
    }
  }

  /** A run of the same question that is going on, or ended well, and was not stopped. */
  const sameQuestion = (key: string): Run | undefined =>
    [...runs.values()].findLast((run) => run.key === key && !run.stop.signal.aborted && !run.error);

  /** @throws AppError 'interrupted' when there is nothing to resume: asking anew would be a charge nobody asked for. */
  return async function* read(request, signal) {
    const [who] = await Promise.all([whoAnswers(request), restored]);
    const key = who === undefined ? '' : await requestKey(request, who);
    const found = request.resume ? runs.get(request.id) : request.fresh || !key ? undefined : sameQuestion(key);
    if (!found && request.resume) throw new AppError('interrupted');
    const run = found ?? (await start(request, key));
    if (found?.ended && !request.resume) yield { type: 'kept', atMs: found.startedMs };
    run.readers += 1;
    const leave = () => wake(run);
    signal.addEventListener('abort', leave);
    try {
      for (let next = 0; ; next += 1) {
        while (next >= run.events.length) {
          if (signal.aborted) return;
          if (run.ended) {
            if (run.error) throw new AppError(run.error.code, run.error.detail, run.error);
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
      if (signal.reason === 'stopped') stopIfUnread(run);
      else if (!run.keepGoing) setTimeout(() => stopIfUnread(run), graceMs);
    }
  };
}

function stopIfUnread(run: Run): void {
  if (run.readers === 0 && !run.ended) run.stop.abort();
}

function wake(run: Run): void {
  const waiting = [...run.waiting];
  run.waiting.clear();
  for (const resolve of waiting) resolve();
}

const revived = (run: KeptRun): Run => ({
  ...run,
  readers: 0,
  waiting: new Set(),
  stop: new AbortController(),
  keepGoing: false,
});

/** What is worth keeping: neighbouring pieces of text as one, passing states left out. */
function asKept({ id, key, startedMs, events, ended, error }: Run): KeptRun {
  const kept: AnswerEvent[] = [];
  for (const event of events) {
    const before = kept.at(-1);
    if (event.type === 'status') continue;
    if ((event.type === 'text' || event.type === 'thinking') && before?.type === event.type)
      kept[kept.length - 1] = { type: event.type, text: before.text + event.text };
    else kept.push(event);
  }
  return { id, key, startedMs, events: kept, ended, error };
}
