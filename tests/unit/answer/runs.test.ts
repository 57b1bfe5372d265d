import { expect, test } from 'vitest';
import { createRuns, type Journal, type Produce } from '../../../lib/answer/runs.ts';
import type { AnswerEvent } from '../../../lib/model/answer.ts';
import { collect, gated, journal, request, runsOf, settled, text } from './runs-made.ts';

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

test('a run whose reader pressed stop is aborted at once', async () => {
  const { produce, signals } = gated();
  const reader = new AbortController();
  const done = collect(runsOf(produce)(request(), reader.signal));
  await settled();
  reader.abort('stopped');
  expect(await done).toBe('一');
  expect(signals[0]?.aborted).toBe(true);
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
