import { expect, test } from 'vitest';
import { checked } from '../../../lib/answer/checked.ts';
import { checking } from '../../../lib/grounding/checking.ts';
import { checksOf, createChecker } from '../../../lib/grounding/checks.ts';
import type { AnswerEvent } from '../../../lib/model/answer.ts';
import type { AnswerRequest } from '../../../lib/model/conversation.ts';
import type { Source } from '../../../lib/model/page.ts';
import { isStatement } from '../../../lib/model/verdict.ts';

const sources: Source[] = [
  {
    number: 1,
    title: 'Heights',
    text: 'The tower is 324 m high.',
    url: 'https://a.example/',
    site: 'a',
    kind: 'organic',
  },
];
const request = (part?: string): AnswerRequest => ({
  id: 'one',
  question: 'How high?',
  history: [],
  page: { site: 'google', kind: 'results', url: 'https://www.google.com/search', query: 'How high?', sources },
  ...(part !== undefined && { part }),
});
const long = Array.from(
  { length: 250 },
  (_, n) =>
    `In the year ${1000 + n} the tower was ${200 + n} m high [1]. ${n % 9 ? '' : '\n\n```\ncode. [1]\n```\n\n'}`,
).join('');

async function* burst(text: string, last: 'end' | 'stop' | 'failure'): AsyncGenerator<AnswerEvent> {
  yield { type: 'text', text };
  if (last === 'failure') throw new Error('cut');
  if (last === 'end') yield { type: 'end', reason: 'complete' };
}

async function told(events: AsyncIterable<AnswerEvent>, part?: string): Promise<AnswerEvent[]> {
  const all: AnswerEvent[] = [];
  try {
    for await (const event of checked(events, request(part), 'accurate', async () => checking)) all.push(event);
  } catch {
    // what was told stays
  }
  return all;
}

const checksIn = (events: readonly AnswerEvent[]) =>
  events.flatMap((event) => (event.type === 'check' ? [event.check] : []));

const endsIn = (events: readonly AnswerEvent[]) =>
  events.flatMap((event) => (event.type === 'text' ? (event.due ?? []) : []));

test.each(['end', 'stop', 'failure'] as const)(
  'a long burst has each of its sentences checked, in order: %s',
  async (last) => {
    expect(long.length).toBeGreaterThan(12_000);
    const whole = checksOf(long, sources);
    // What an answer that was cut may not have finished is not checked.
    const finished = createChecker(sources)
      .push(long)
      .map((check) => check.make());
    expect(finished.length).toBeGreaterThan(240);
    const checks = checksIn(await told(burst(long, last)));
    expect(checks).toEqual(last === 'end' ? whole : finished);
  },
);

test('an answer that is continued is checked from its beginning', async () => {
  const half = long.slice(0, 6_000);
  const checks = checksIn(await told(burst(long.slice(6_000), 'end'), half));
  expect(checks).toEqual(checksOf(long, sources));
});

test('all words of a burst come before its checks, and the end after them', async () => {
  const events = await told(burst(long, 'end'));
  expect(events[0]).toEqual({ type: 'text', text: long });
  expect(events.at(-1)?.type).toBe('end');
  const between = events.slice(1, -1);
  expect(new Set(between.map(({ type }) => type))).toEqual(new Set(['check']));
});

test('a slow answer tells where a mark will stand before that comes, but behind the last sentence', async () => {
  const all = await told(
    slowly(['The tower is 324 m high [1]. ', 'People like it [1]', '. I think', ' it is fine. Or', ' it is not so.']),
  );
  const marks = checksIn(all).filter(isStatement);
  expect(marks).toHaveLength(3);
  expect(endsIn(all)).toEqual(marks.slice(0, -1).map(({ end }) => end));
  for (const end of endsIn(all)) {
    const isTold = (event: AnswerEvent) => event.type === 'text' && event.due?.includes(end);
    const isChecked = (event: AnswerEvent) => event.type === 'check' && event.check.end === end;
    expect(all.findIndex(isTold)).toBeLessThan(all.findIndex(isChecked));
  }
});

test('what free writing does not cite has no mark, and no place is kept for one', async () => {
  const all: AnswerEvent[] = [];
  const words = ['The tower is 324 m high. People like it [1]. ', 'It is old.\n', 'And so on.\n'];
  for await (const event of checked(slowly(words), request(), 'creative', async () => checking)) all.push(event);
  expect(checksIn(all)).toHaveLength(1);
  expect(endsIn(all)).toEqual(checksIn(all).map(({ end }) => end));
});

test('what checks is there before a model that thinks for long has begun, and its first words tell of their marks', async () => {
  let loaded = 0;
  async function* thinking(): AsyncGenerator<AnswerEvent> {
    yield { type: 'status', status: 'waiting' };
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(loaded).toBe(1);
    yield* burst(long, 'end');
  }
  const all: AnswerEvent[] = [];
  const load = async () => {
    loaded += 1;
    return checking;
  };
  for await (const event of checked(thinking(), request(), 'accurate', load)) all.push(event);
  expect(loaded).toBe(1);
  const ends = checksIn(all).map(({ end }) => end);
  expect(endsIn(all)).toEqual(ends.slice(0, endsIn(all).length));
  expect(endsIn(all).at(-1), 'a screen of it').toBeGreaterThan(800);
  expect(endsIn(all).at(-1), 'and not all, which would take long').toBeLessThan(1_200);
});

test('a burst in many small pieces is checked as one in one piece, and tells of the marks of its first screen', async () => {
  async function* pieces(): AsyncGenerator<AnswerEvent> {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    for (let at = 0; at < long.length; at += 6) yield { type: 'text', text: long.slice(at, at + 6) };
    yield { type: 'end', reason: 'complete' };
  }
  const all = await told(pieces());
  expect(checksIn(all)).toEqual(checksOf(long, sources));
  expect(endsIn(all).at(-1)).toBeGreaterThan(700);
});

async function* slowly(words: readonly string[]): AsyncGenerator<AnswerEvent> {
  for (const text of words) {
    yield { type: 'text', text };
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  yield { type: 'end', reason: 'complete' };
}

test('a sentence of a slow answer is checked when the next has begun, before more of it comes', async () => {
  const words = ['The tower', ' is 324 m high', ' [1].', ' People', ' like', ' it', ' very', ' much.'];
  const events = await told(slowly(words));
  const kinds = events.map((event) => (event.type === 'text' ? event.text : event.type));
  expect(kinds).toEqual([...words.slice(0, 5), 'check', ...words.slice(5), 'check', 'end']);
});

const endless = 'words that go on and on with no stop at all '.repeat(20);
const inFewWords = (text: string): string[] => text.match(/.{1,36}(?:\s|$)/gs) ?? [];

test.each([
  ['accurate', `${endless}[1]. And then it stood.`],
  ['accurate', `Please ${endless}[1]. And then it stood.`],
  ['creative', `${endless}[1]. And then it stood.`],
] as const)('each part of a sentence too long for one check has a place, told once: %s, %#', async (mode, text) => {
  const all: AnswerEvent[] = [];
  for await (const event of checked(slowly(inFewWords(text)), request(), mode, async () => checking)) all.push(event);
  const marks = checksIn(all).filter(isStatement);
  expect(marks.length).toBeGreaterThan(2);
  // Behind the very last sentence no place is kept: nothing comes after it.
  const isLast = ({ end }: { end: number }) => end === text.length;
  expect(endsIn(all).sort((one, other) => one - other)).toEqual(
    marks.filter((mark) => !isLast(mark)).map(({ end }) => end),
  );
});

test('parts that are cut in a burst have their places when its sentence goes on slowly', async () => {
  async function* burstThenWords(): AsyncGenerator<AnswerEvent> {
    yield { type: 'text', text: 'The tower is 324 m high [1]. '.repeat(45) + endless };
    await new Promise((resolve) => setTimeout(resolve, 600));
    yield* slowly(inFewWords(`${endless}[1]. And then it stood.`));
  }
  const all = await told(burstThenWords());
  const parts = checksIn(all).filter(({ end, start }) => end - start > 300);
  expect(parts.length).toBeGreaterThan(3);
  expect(endsIn(all)).toEqual(expect.arrayContaining(parts.map(({ end }) => end)));
});
