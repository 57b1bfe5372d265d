import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AnswerEvent } from '../../../lib/model/answer.ts';

type Said = { type: string; events?: AnswerEvent[] };
type Listener = (message: unknown) => void;

/** The browser, as far as a stream's two ends use it. */
const listeners: ((port: object) => void)[] = [];
const runtime = {
  id: 'pangda',
  onConnect: { addListener: (listener: (port: object) => void) => listeners.push(listener) },
  getPlatformInfo: async () => ({}),
};
Object.assign(globalThis, { browser: { runtime }, chrome: { runtime } });
const { serveStream } = await import('../../../lib/messaging/serve-streams.ts');

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** What a page hears of these events, and when (ms). */
async function heard(events: () => AsyncIterable<AnswerEvent>) {
  const said: { atMs: number; message: Said }[] = [];
  const startMs = performance.now();
  serveStream('answer', () => ({ question: 'q' }) as never, events);
  let hear: Listener = () => {};
  const port = {
    name: 'answer',
    sender: { id: 'pangda' },
    onMessage: { addListener: (listener: Listener) => (hear = listener) },
    onDisconnect: { addListener() {} },
    postMessage: (message: Said) => said.push({ atMs: performance.now() - startMs, message }),
    disconnect() {},
  };
  listeners.pop()?.(port);
  hear({ type: 'open', request: {} });
  await vi.runAllTimersAsync();
  return said;
}

const afterMs = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function* words(count: number, everyMs: number): AsyncGenerator<AnswerEvent> {
  yield { type: 'model', model: 'm' };
  for (let index = 0; index < count; index++) {
    if (index > 0) await afterMs(everyMs);
    yield { type: 'text', text: `${index} ` };
  }
}

const textsOf = ({ events = [] }: Said) => events.map((event) => (event.type === 'text' ? event.text : event.type));

test('the first word leaves at once, and what follows little more often than it is drawn', async () => {
  const said = await heard(() => words(100, 10));
  const times = said.filter(({ message }) => message.type === 'events').map(({ atMs }) => atMs);
  expect(said.slice(0, 2).map(({ message }) => textsOf(message))).toEqual([['model', '0 '], ['1 ']]);
  // The next one in the frame after, and as long as a check of it may take; then not that often any more.
  expect(times.slice(0, 3)).toEqual([0, 18, 50]);
  const between = times.slice(1).map((ms, index) => ms - (times[index] ?? 0));
  expect(Math.min(...between.slice(1, -1))).toBeGreaterThanOrEqual(32); // the end waits for nothing
  expect(times.length).toBeLessThan(40);
});

test('whatever is not more of the same waits no longer than a frame, and takes with it what waits', async () => {
  const said = await heard(async function* () {
    yield* words(20, 10);
    yield { type: 'text', text: 'last' };
    yield { type: 'status', status: 'waiting' };
    await afterMs(500);
  });
  const withStatus = said.find(({ message }) => textsOf(message).includes('status'));
  expect(textsOf(withStatus?.message ?? { type: '' })).toContain('last');
  expect(withStatus?.atMs).toBeLessThan(190 + 17);
});

test('a check comes with the words behind its sentence, where it is made while they wait', async () => {
  const said = await heard(async function* () {
    for (const gapMs of [40, 15]) {
      yield* words(3, gapMs); // the last one comes when it could leave at once, or just before others leave
      await afterMs(6);
      yield { type: 'check', check: { end: 1 } } as AnswerEvent;
      await afterMs(100);
    }
  });
  const last = said.map(({ message }) => textsOf(message)).filter((texts) => texts.includes('check'));
  expect(last).toEqual([
    ['2 ', 'check'],
    ['1 ', '2 ', 'check'],
  ]);
});

test('all of it comes, in order, and then that it is over', async () => {
  const said = await heard(() => words(50, 3));
  const texts = said.flatMap(({ message }) => textsOf(message));
  expect(texts).toEqual(['model', ...Array.from({ length: 50 }, (_, index) => `${index} `)]);
  expect(said.at(-1)?.message).toEqual({ type: 'end' });
});
