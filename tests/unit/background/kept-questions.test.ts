import { expect, test } from 'vitest';
import { createKeptQuestions, longestWayMs } from '../../../lib/background/kept-questions.ts';
import type { KeptQuestion, QuestionStore } from '../../../lib/settings/kept-question.ts';
import { soon } from '../soon.ts';

/** The browser's memory, with its delays. */
function memory() {
  const kept = new Map<number, KeptQuestion>();
  const store: QuestionStore = {
    get: async (tab) => {
      await soon();
      return kept.get(tab);
    },
    set: async (tab, question) => {
      await soon();
      kept.set(tab, question);
    },
    remove: async (tab) => {
      await soon();
      kept.delete(tab);
    },
  };
  return { kept, store };
}

function make() {
  const { kept, store } = memory();
  let nowMs = 1_000_000;
  const later: (() => void)[] = [];
  const questions = createKeptQuestions(
    store,
    () => nowMs,
    (step) => later.push(step),
  );
  return { kept, questions, later, pass: (ms: number) => (nowMs += ms) };
}

test('the tab that left a question takes it once', async () => {
  const { questions } = make();
  await questions.keep(7, '水几度烧开');
  expect(await questions.take(7)).toBe('水几度烧开');
  expect(await questions.take(7)).toBeUndefined();
});

test('two that take at the same time do not both get it', async () => {
  const { questions } = make();
  await questions.keep(7, 'q');
  const taken = await Promise.all([questions.take(7), questions.take(7), questions.take(7)]);
  expect(taken.filter((one) => one !== undefined)).toEqual(['q']);
});

test('another tab, and what is in no tab, gets nothing, and takes nothing away', async () => {
  const { questions } = make();
  await questions.keep(7, 'q');
  expect(await questions.take(8)).toBeUndefined();
  expect(await questions.take(undefined)).toBeUndefined();
  expect(await questions.take(7)).toBe('q');
});

test('after 15 s, or with a clock set back, a question is old', async () => {
  for (const [ms, taken] of [
    [longestWayMs, 'q'],
    [longestWayMs + 1, undefined],
    [-1, undefined],
  ] as const) {
    const { questions, pass, kept } = make();
    await questions.keep(7, 'q');
    pass(ms);
    expect(await questions.take(7)).toBe(taken);
    expect(kept.size).toBe(0);
  }
});

test('a question that nobody takes is forgotten, a newer one in its place is not', async () => {
  const { questions, pass, kept, later } = make();
  await questions.keep(7, 'old');
  pass(longestWayMs);
  await questions.keep(7, 'new');
  pass(1);
  later[0]?.();
  expect(await questions.take(7)).toBe('new');
  await questions.keep(7, 'left');
  pass(longestWayMs + 1);
  later.at(-1)?.();
  await questions.take(8); // in turn
  expect(kept.size).toBe(0);
});

test('nothing, or something from no tab, is not kept', async () => {
  const { questions, kept } = make();
  await questions.keep(7, '  ');
  await questions.keep(undefined, 'q');
  expect(kept.size).toBe(0);
});
