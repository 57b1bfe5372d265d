import { expect, test } from 'vitest';
import { createQueue } from '../../../lib/answer/queue.ts';
import { soon } from '../soon.ts';

function job() {
  let finish = () => {};
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let started = false;
  return {
    finish,
    started: () => started,
    run: async function* () {
      started = true;
      await done;
      yield 'ran' as const;
    },
  };
}

/** Starts a job in the queue and gathers what it hears. */
function enter(queue: ReturnType<typeof createQueue>, lane: string, signal = new AbortController().signal) {
  const work = job();
  const heard: unknown[] = [];
  const ended = (async () => {
    for await (const event of queue(lane, signal, work.run)) heard.push(event === 'ran' ? event : event.place);
  })();
  return { ...work, heard, ended };
}

test('no more run at once than allowed, the others hear their place and move up', async () => {
  const queue = createQueue(2);
  const jobs = [enter(queue, 'a'), enter(queue, 'a'), enter(queue, 'a'), enter(queue, 'a')];
  await soon();
  expect(jobs.map(({ started }) => started())).toEqual([true, true, false, false]);
  expect(jobs.map(({ heard }) => heard)).toEqual([[], [], [1], [2]]);
  jobs[0]?.finish();
  await soon();
  expect(jobs[2]?.started()).toBe(true);
  expect(jobs[3]?.heard).toEqual([2, 1]);
});

test('another host is another lane', async () => {
  const queue = createQueue(1);
  const jobs = [enter(queue, 'a'), enter(queue, 'b')];
  await soon();
  expect(jobs.map(({ started }) => started())).toEqual([true, true]);
});

test('who leaves while waiting makes room for those behind, and never runs', async () => {
  const queue = createQueue(1);
  const leaver = new AbortController();
  const first = enter(queue, 'a');
  const second = enter(queue, 'a', leaver.signal);
  const third = enter(queue, 'a');
  await soon();
  leaver.abort();
  await second.ended;
  first.finish();
  await soon();
  expect([second.started(), third.started()]).toEqual([false, true]);
});

test('fifty at once all run in order, never more than four', async () => {
  const queue = createQueue(4);
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const all = Array.from({ length: 50 }, async (_, index) => {
    const events = queue('a', new AbortController().signal, async function* () {
      running += 1;
      most = Math.max(most, running);
      order.push(index);
      await soon();
      running -= 1;
      yield 'ran';
    });
    for await (const _event of events);
  });
  await Promise.all(all);
  expect(most).toBe(4);
  expect(order).toEqual(Array.from({ length: 50 }, (_, index) => index));
});

test('who is dropped without a word just as its turn came does not keep the place', async () => {
  const queue = createQueue(1);
  const first = enter(queue, 'a');
  const dropped = queue('a', new AbortController().signal, async function* () {
    yield 'ran';
  });
  await soon();
  await dropped.next(); // its place in the queue
  first.finish();
  await first.ended;
  await dropped.return(undefined);
  const third = enter(queue, 'a');
  await soon();
  expect(third.started()).toBe(true);
});
