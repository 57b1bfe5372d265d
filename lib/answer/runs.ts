import type { AnswerEvent } from '../model/answer.ts';
import type { AnswerRequest } from '../model/conversation.ts';
import { AppError, type AppErrorData, errorData } from '../model/errors.ts';
import { merged } from './merged.ts';
import { requestKey } from './request-key.ts';

/** `mayAsk` resolves when a model may be asked: not before the run is in the journal. Absent: at once. */
export type Produce = (
  request: AnswerRequest,
  signal: AbortSignal,
  mayAsk?: Promise<void>,
) => AsyncIterable<AnswerEvent>;

/** An answer as it is kept outside this process, which the browser may end at any moment. */
export interface KeptRun {
  /** Of the request that began it. */
  id: string;
  /** Of those that joined: each may want to pick the answer up again. */
  alsoIds?: string[];
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
  /** Called in turn, never twice at a time for the same run. Rejects when there is no room. */
  keep(run: KeptRun): Promise<void>;
  forget(ids: string[]): Promise<void>;
}

interface Run extends KeptRun {
  alsoIds: string[];
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
/** ms. An answer is saved this often though nothing came: browsers end a background that calls nothing of theirs for 30 s. */
const idleJournalMs = 15_000;
/** Answers that can be picked up again; older ones are forgotten. */
const mostRuns = 30;

const interrupted: AppErrorData = { code: 'interrupted', detail: '' };

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
        runs.set(run.id, { ...revived(run), ended: true, ...(!isOver(run) && { error: interrupted }) });
    },
    () => {}, // an unreadable journal is an empty one
  );

  /** A full disk costs the survival, not the answer. */
  const save = (run: Run): Promise<void> => journal.keep(asKept(run)).catch(() => {});

  function forget(old: Run[]): void {
    for (const { id } of old) runs.delete(id);
    if (old.length > 0) void journal.forget(old.map(({ id }) => id)).catch(() => {});
  }

  function start(request: AnswerRequest, key: string): Run {
    const run = revived({ id: request.id, key, startedMs: now(), events: [], ended: false });
    run.keepGoing = request.keep ?? false;
    runs.set(run.id, run);
    forget([...runs.values()].slice(0, Math.max(0, runs.size - mostRuns)).filter(({ ended }) => ended));
    // Before the model is asked: whoever finds this in the journal knows that it may have been.
    void follow(run, request, save(run));
    return run;
  }

  async function follow(run: Run, request: AnswerRequest, saved: Promise<void>): Promise<void> {
    const stopSaving = keepSaving(run, saved);
    try {
      for await (const event of produce(request, run.stop.signal, saved)) {
        run.events.push(event);
        wake(run);
      }
      // Left for longer than a reload takes: what had come may be picked up again, and says that it is a part.
      if (run.stop.signal.aborted && !isToldToEnd(run)) run.error = interrupted;
    } catch (thrown) {
      run.error = run.stop.signal.aborted ? interrupted : errorData(thrown);
    } finally {
      await stopSaving();
      run.ended = true;
      if (run.stop.signal.reason === 'stopped') forget([run]);
      else void save(run);
      wake(run);
    }
  }

  /** Saves a run as it grows; one saving at a time, so that an older state never overtakes a newer one. */
  function keepSaving(run: Run, first: Promise<void>): () => Promise<void> {
    let saved = run.events.length;
    let savedMs = now();
    const done = () => {
      saving = undefined;
    };
    let saving: Promise<void> | undefined = first.finally(done);
    const timer = setInterval(() => {
      const isDue = run.events.length !== saved || now() - savedMs >= idleJournalMs;
      if (saving || !isDue) return;
      saved = run.events.length;
      savedMs = now();
      saving = save(run).finally(done);
    }, journalMs);
    return async () => {
      clearInterval(timer);
      await saving;
    };
  }

  /** A run of the same question that is going on, or ended well, and was not stopped. */
  const sameQuestion = (key: string): Run | undefined =>
    [...runs.values()].findLast(
      (run) => run.key === key && !run.stop.signal.aborted && !run.error && (!run.ended || isToldToEnd(run)),
    );

  const readBy = (id: string): Run | undefined =>
    runs.get(id) ?? [...runs.values()].findLast(({ alsoIds }) => alsoIds.includes(id));

  /** @throws AppError 'interrupted' when there is nothing to resume: asking anew would be a charge nobody asked for. */
  return async function* read(request, signal) {
    const [who] = await Promise.all([whoAnswers(request), restored]);
    const key = who === undefined ? '' : await requestKey(request, who);
    const found = request.resume ? readBy(request.id) : request.fresh || !key ? undefined : sameQuestion(key);
    if (!found && request.resume) throw new AppError('interrupted');
    const run = found ?? start(request, key);
    if (found && !request.resume) {
      run.alsoIds.push(request.id);
      run.keepGoing ||= request.keep ?? false;
      await save(run);
    }
    if (found && isOver(found) && !request.resume) yield { type: 'kept', atMs: found.startedMs, recordId: found.id };
    run.readers += 1;
    const leave = () => wake(run);
    signal.addEventListener('abort', leave);
    try {
      for (let next = 0; ; ) {
        while (next >= run.events.length) {
          if (signal.aborted || isToldToEnd(run)) return;
          if (run.ended) {
            if (run.error) throw new AppError(run.error.code, run.error.detail, run.error);
            return;
          }
          await new Promise<void>((resolve) => run.waiting.add(resolve));
        }
        // Who comes late is told in few pieces: a screen that draws each would be busy for long.
        const news = merged(run.events.slice(next));
        next = run.events.length;
        yield* news;
      }
    } finally {
      signal.removeEventListener('abort', leave);
      run.readers -= 1;
      if (signal.reason === 'stopped') {
        run.keepGoing = false;
        stopIfUnread(run, 'stopped');
      } else if (!run.keepGoing) setTimeout(() => stopIfUnread(run, 'left'), graceMs);
    }
  };
}

function stopIfUnread(run: Run, reason: 'stopped' | 'left'): void {
  if (run.readers === 0 && !run.keepGoing && !isOver(run)) run.stop.abort(reason);
}

/** What is left to do then, such as writing it down, is no part of it. */
const isToldToEnd = ({ events }: KeptRun): boolean => events.at(-1)?.type === 'end';

const isOver = (run: KeptRun): boolean => run.ended || isToldToEnd(run);

function wake(run: Run): void {
  const waiting = [...run.waiting];
  run.waiting.clear();
  for (const resolve of waiting) resolve();
}

const revived = (run: KeptRun): Run => ({
  ...run,
  alsoIds: [...(run.alsoIds ?? [])],
  readers: 0,
  waiting: new Set(),
  stop: new AbortController(),
  keepGoing: false,
});

/** What is worth keeping: passing states are left out. */
const asKept = ({ id, alsoIds, key, startedMs, events, ended, error }: Run): KeptRun => ({
  id,
  alsoIds,
  key,
  startedMs,
  events: merged(events.filter(({ type }) => type !== 'status')),
  ended,
  error,
});
