import { expect, test } from 'vitest';
import { createRuns, type Produce } from '../../../lib/answer/runs.ts';
import type { AnswerEvent } from '../../../lib/model/answer.ts';
import type { AnswerRequest } from '../../../lib/model/conversation.ts';

const request = (more: Partial<AnswerRequest> = {}): AnswerRequest => ({
  id: 'a',
  question: '问',
  history: [],
  ...more,
});
const text = (words: string): AnswerEvent => ({ type: 'text', text: words });
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

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

test('two readers of one request share one run', async () => {
  const { produce, open, signals } = gated();
  const read = createRuns(produce);
  const both = Promise.all([
    collect(read(request(), new AbortController().signal)),
    collect(read(request(), new AbortController().signal)),
  ]);
  await settled();
  open();
  expect(await both).toEqual(['一二', '一二']);
  expect(signals).toHaveLength(1);
});

test('a run nobody reads is aborted', async () => {
  const { produce, signals } = gated();
  const reader = new AbortController();
  const done = collect(createRuns(produce)(request(), reader.signal));
  await settled();
  reader.abort('left');
  expect(await done).toBe('一');
  expect(signals[0]?.aborted).toBe(true);
});

test('a kept run goes on without a reader and is told again from its beginning', async () => {
  const { produce, open, signals } = gated();
  const read = createRuns(produce);
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
  const done = collect(createRuns(produce)(request({ keep: true }), reader.signal));
  await settled();
  reader.abort('stopped');
  await done;
  expect(signals[0]?.aborted).toBe(true);
});

test('resuming what is not there never starts a new request', async () => {
  const { produce, signals } = gated();
  const resumed = collect(createRuns(produce)(request({ resume: true }), new AbortController().signal));
  await expect(resumed).rejects.toMatchObject({ data: { code: 'interrupted' } });
  expect(signals).toHaveLength(0);
});
