import { expect, test } from 'vitest';
import { createRuns, type Journal, type KeptRun, type Produce } from '../../../lib/answer/runs.ts';
import type { AnswerEvent } from '../../../lib/model/answer.ts';
import type { AnswerRequest } from '../../../lib/model/conversation.ts';

const request = (more: Partial<AnswerRequest> = {}): AnswerRequest => ({
  id: 'a',
  question: '问',
  history: [],
  ...more,
});
const text = (words: string): AnswerEvent => ({ type: 'text', text: words });
const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

/** Keeps runs as the browser's session storage does. */
function journal(kept = new Map<string, KeptRun>()): Journal {
  return {
    all: async () => structuredClone([...kept.values()]),
    keep: async (run) => void kept.set(run.id, structuredClone(run)),
    forget: async (ids) => {
      for (const id of ids) kept.delete(id);
    },
  };
}

const runsOf = (produce: Produce, kept?: Map<string, KeptRun>) =>
  createRuns({ produce, journal: journal(kept), whoAnswers: async ({ connectionId }) => connectionId ?? 'default' });

/** A producer that says one thing, then waits to be let go on. */
function gated() {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const signals: AbortSignal[] = [];
  const produce: Produce = async function* (_, signal) {
    signals.push(signal);
    yield text('一');
    await gate;
    yield text('二');
    yield { type: 'end', reason: 'complete' };
  };
  return { produce, open, signals };
}

async function collect(events: AsyncIterable<AnswerEvent>): Promise<string> {
  let words = '';
  for await (const event of events) if (event.type === 'text') words += event.text;
  return words;
}

test('a model may be asked only when the run is in the journal, and what else an answer needs does not wait', async () => {
  const told: string[] = [];
  let write = () => {};
  const slow: Journal = {
    ...journal(),
    keep: () =>
      new Promise<void>((done) => {
        write = () => {
          told.push('kept');
          done();
        };
      }),
  };
  const produce: Produce = async function* (_request, _signal, mayAsk) {
    told.push('began');
    await mayAsk;
    told.push('asked');
    yield { type: 'end', reason: 'complete' };
  };
  const read = createRuns({ produce, journal: slow, whoAnswers: async () => 'default' });
  const reading = collect(read(request(), new AbortController().signal));
  await settled();
  expect(told).toEqual(['began']);
  write();
  await settled();
  expect(told).toEqual(['began', 'kept', 'asked']);
  write(); // its end
  await reading;
});

test('two readers of one request share one run', async () => {
  const { produce, open, signals } = gated();
  const read = runsOf(produce);
  const both = Promise.all([
    collect(read(request(), new AbortController().signal)),
    collect(read(request(), new AbortController().signal)),
  ]);
  await settled();
  open();
  expect(await both).toEqual(['一二', '一二']);
  expect(signals).toHaveLength(1);
});

test('the same question from another tab reads the same run, even after it has ended', async () => {
  const { produce, open, signals } = gated();
  const read = runsOf(produce);
  open();
  expect(await collect(read(request(), new AbortController().signal))).toBe('一二');
  const events: AnswerEvent[] = [];
  for await (const event of read(request({ id: 'b' }), new AbortController().signal)) events.push(event);
  expect(events[0]?.type).toBe('kept');
  expect(signals).toHaveLength(1);
});

test('asking afresh is a new run', async () => {
  const { produce, open, signals } = gated();
  const read = runsOf(produce);
  open();
  await collect(read(request(), new AbortController().signal));
  await collect(read(request({ id: 'b', fresh: true }), new AbortController().signal));
  expect(signals).toHaveLength(2);
});

test('a page that is reloaded finds its answer running', async () => {
  const { produce, open, signals } = gated();
  const read = runsOf(produce);
  const page = new AbortController();
  const first = collect(read(request(), page.signal));
  await settled();
  page.abort('left');
  await first;
  const again = collect(read(request({ id: 'b' }), new AbortController().signal));
  await settled();
  open();
  expect(await again).toBe('一二');
  expect(signals).toHaveLength(1);
});

test('after the process was ended, the part that was kept comes back, says it was cut, and nobody is asked', async () => {
  const kept = new Map<string, KeptRun>();
  const before = gated();
  void collect(runsOf(before.produce, kept)(request(), new AbortController().signal));
  await new Promise((resolve) => setTimeout(resolve, 700));
  const after = gated();
  const events: AnswerEvent[] = [];
  const resumed = (async () => {
    const read = runsOf(after.produce, kept);
    for await (const event of read(request({ resume: true }), new AbortController().signal)) events.push(event);
  })();
  await expect(resumed).rejects.toMatchObject({ data: { code: 'interrupted' } });
  expect(events).toEqual([text('一')]);
  expect(after.signals).toHaveLength(0);
});

test('one that had been told to its end, and was only being written down, comes back whole', async () => {
  const kept = new Map<string, KeptRun>();
  const before: Produce = async function* () {
    yield text('一');
    yield { type: 'end', reason: 'complete' };
    await new Promise(() => {});
  };
  void collect(runsOf(before, kept)(request(), new AbortController().signal));
  await new Promise((resolve) => setTimeout(resolve, 700));
  const after = gated();
  const read = runsOf(after.produce, kept);
  expect(await collect(read(request({ resume: true }), new AbortController().signal))).toBe('一');
  expect(after.signals).toHaveLength(0);
});

test('who reads an answer to its end does not wait until it is written down, nor undoes it by leaving', async () => {
  const signals: AbortSignal[] = [];
  const read = runsOf(async function* (_, signal) {
    signals.push(signal);
    yield text('一');
    yield { type: 'end', reason: 'complete' };
    await new Promise(() => {});
  });
  const reader = new AbortController();
  expect(await collect(read(request(), reader.signal))).toBe('一');
  const second = new AbortController();
  const again = read(request({ id: 'b' }), second.signal);
  expect(await again.next()).toMatchObject({ value: { type: 'kept', recordId: 'a' } });
  await again.next();
  second.abort('stopped');
  await again.return(undefined);
  expect(await collect(read(request({ id: 'c' }), new AbortController().signal))).toBe('一');
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
});

test('a run whose reader pressed stop is aborted at once', async () => {
  const { produce, signals } = gated();
  const reader = new AbortController();
  const done = collect(runsOf(produce)(request(), reader.signal));
  await settled();
  reader.abort('stopped');
  expect(await done).toBe('一');
  expect(signals[0]?.aborted).toBe(true);
});

test('a kept run goes on without a reader and is told again from its beginning', async () => {
  const { produce, open, signals } = gated();
  const read = runsOf(produce);
  const reader = new AbortController();
  const first = collect(read(request({ keep: true }), reader.signal));
  await settled();
  reader.abort('left');
  await first;
  expect(signals[0]?.aborted).toBe(false);
  open();
  await settled();
  expect(await collect(read(request({ keep: true, resume: true }), new AbortController().signal))).toBe('一二');
  expect(signals).toHaveLength(1);
});

test('stop ends a kept run too', async () => {
  const { produce, signals } = gated();
  const reader = new AbortController();
  const done = collect(runsOf(produce)(request({ keep: true }), reader.signal));
  await settled();
  reader.abort('stopped');
  await done;
  expect(signals[0]?.aborted).toBe(true);
});

test('resuming what is not there never starts a new request', async () => {
  const { produce, signals } = gated();
  const resumed = collect(runsOf(produce)(request({ resume: true }), new AbortController().signal));
  await expect(resumed).rejects.toMatchObject({ data: { code: 'interrupted' } });
  expect(signals).toHaveLength(0);
});

test('another model is another run', async () => {
  const { produce, open, signals } = gated();
  const read = runsOf(produce);
  open();
  await collect(read(request(), new AbortController().signal));
  await collect(read(request({ id: 'b', connectionId: 'other' }), new AbortController().signal));
  expect(signals).toHaveLength(2);
});

test('a continuation, only the rest of an answer, is never told to who asks the whole question', async () => {
  const { produce, open, signals } = gated();
  const read = runsOf(produce);
  open();
  await collect(read(request({ part: '前半' }), new AbortController().signal));
  await collect(read(request({ id: 'b' }), new AbortController().signal));
  expect(signals).toHaveLength(2);
});

test('a stopped answer is not told to who asks again after the process was ended', async () => {
  const kept = new Map<string, KeptRun>();
  const before = gated();
  const reader = new AbortController();
  const done = collect(runsOf(before.produce, kept)(request(), reader.signal));
  await settled();
  reader.abort('stopped');
  before.open();
  await done;
  await settled();
  const after = gated();
  after.open();
  expect(await collect(runsOf(after.produce, kept)(request({ id: 'b' }), new AbortController().signal))).toBe('一二');
  expect(after.signals).toHaveLength(1);
});

test('a second tab picks up the shared answer by its own id, also after the process was ended', async () => {
  const kept = new Map<string, KeptRun>();
  const { produce, open, signals } = gated();
  const read = runsOf(produce, kept);
  void collect(read(request(), new AbortController().signal));
  await settled();
  const second = new AbortController();
  const joined = collect(read(request({ id: 'b' }), second.signal));
  await settled();
  second.abort('left');
  await joined;
  open();
  await settled();
  const again = request({ id: 'b', resume: true });
  expect(await collect(read(again, new AbortController().signal))).toBe('一二');
  expect(await collect(runsOf(produce, kept)(again, new AbortController().signal))).toBe('一二');
  expect(signals).toHaveLength(1);
});

test('a popup that joins the answer of a page keeps it going when both are gone', { timeout: 9_000 }, async () => {
  const { produce, open, signals } = gated();
  const read = runsOf(produce);
  const page = new AbortController();
  const popup = new AbortController();
  const both = [
    collect(read(request(), page.signal)),
    settled().then(() => collect(read(request({ id: 'b', keep: true }), popup.signal))),
  ];
  await settled();
  await settled();
  page.abort('left');
  popup.abort('left');
  await Promise.all(both);
  await new Promise((resolve) => setTimeout(resolve, 5_300));
  expect(signals[0]?.aborted).toBe(false);
  open();
  await settled();
  expect(await collect(read(request({ id: 'b', resume: true }), new AbortController().signal))).toBe('一二');
});

test('what came after a page was left can still be picked up, and says that it is a part', {
  timeout: 9_000,
}, async () => {
  const produce: Produce = async function* (_, signal) {
    yield text('一');
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
  };
  const read = runsOf(produce);
  const page = new AbortController();
  const first = collect(read(request(), page.signal));
  await settled();
  page.abort('left');
  await first;
  await new Promise((resolve) => setTimeout(resolve, 5_300));
  const events: AnswerEvent[] = [];
  const resumed = (async () => {
    for await (const event of read(request({ resume: true }), new AbortController().signal)) events.push(event);
  })();
  await expect(resumed).rejects.toMatchObject({ data: { code: 'interrupted' } });
  expect(events).toEqual([text('一')]);
});

test('who comes late is told in one piece, though it was written in thousands', async () => {
  const read = runsOf(async function* () {
    for (let count = 0; count < 5_000; count += 1) yield text('字');
    yield { type: 'end', reason: 'complete' };
  });
  await collect(read(request(), new AbortController().signal));
  const events: AnswerEvent[] = [];
  for await (const event of read(request({ resume: true }), new AbortController().signal)) events.push(event);
  expect(events).toEqual([text('字'.repeat(5_000)), { type: 'end', reason: 'complete' }]);
});
