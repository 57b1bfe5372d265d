import { expect, test } from 'vitest';
import type { KeptRun, Produce } from '../../../lib/answer/runs.ts';
import type { AnswerEvent } from '../../../lib/model/answer.ts';
import { collect, gated, lookIn, request, runsOf, settled, text } from './runs-made.ts';

test('a page that is reloaded finds its answer running', async () => {
  const { produce, open, signals } = gated();
  const read = runsOf(produce);
  await lookIn(read);
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

test('a kept run goes on without a reader and is told again from its beginning', async () => {
  const { produce, open, signals } = gated();
  const read = runsOf(produce);
  await lookIn(read, request({ keep: true }));
  expect(signals[0]?.aborted).toBe(false);
  open();
  await settled();
  expect(await collect(read(request({ keep: true, resume: true }), new AbortController().signal))).toBe('一二');
  expect(signals).toHaveLength(1);
});

test('resuming what is not there never starts a new request', async () => {
  const { produce, signals } = gated();
  const resumed = collect(runsOf(produce)(request({ resume: true }), new AbortController().signal));
  await expect(resumed).rejects.toMatchObject({ data: { code: 'interrupted' } });
  expect(signals).toHaveLength(0);
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
  await lookIn(read, request({ id: 'b' }));
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
  await lookIn(read);
  await new Promise((resolve) => setTimeout(resolve, 5_300));
  const events: AnswerEvent[] = [];
  const resumed = (async () => {
    for await (const event of read(request({ resume: true }), new AbortController().signal)) events.push(event);
  })();
  await expect(resumed).rejects.toMatchObject({ data: { code: 'interrupted' } });
  expect(events).toEqual([text('一')]);
});
