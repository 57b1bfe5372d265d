import { expect, test, vi } from 'vitest';
import { createPacer } from '../../../lib/chat/pacer.ts';
import { newTurn } from '../../../lib/chat/turn.ts';
import type { Turn } from '../../../lib/model/conversation.ts';

const empty = newTurn('1', 'q', 0);
const withText = (text: string, more: Partial<Turn> = {}): Turn => ({ ...empty, text, ...more });

/** Timers and the clock are vitest's: a pace is a matter of milliseconds. */
function pacing(drawingMs = 0) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const shown: Turn[] = [];
  const pacer = createPacer((turn) => {
    shown.push(turn);
    if (drawingMs > 0) vi.advanceTimersByTime(drawingMs);
  }, empty);
  return { pacer, shown, pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) };
}

test('the first words do not wait, not even for a task of their own; what arrived with them is one drawing', async () => {
  const { pacer, shown, pass } = pacing();
  const author = { kind: 'quotes' } as const;
  pacer.put({ ...empty, author });
  expect(shown).toEqual([]);
  pacer.put(withText('a', { author }));
  expect(shown).toEqual([withText('a', { author })]);
  pacer.put(withText('ab', { author }));
  pacer.put(withText('abc', { author }));
  await pass(0);
  expect(shown.length).toBe(1);
  await pass(25);
  expect(shown.map(({ text }) => text)).toEqual(['a', 'abc']);
});

test('a thousand words in a second are drawn ten times or so, and all of them in the end', async () => {
  const { pacer, shown, pass } = pacing();
  let text = '';
  for (let word = 0; word < 1_000; word++) {
    text += 'w ';
    pacer.put(withText(text));
    await pass(1);
  }
  await pass(100);
  expect(shown.length).toBeGreaterThanOrEqual(9);
  expect(shown.length).toBeLessThanOrEqual(13);
  expect(shown.at(-1)?.text).toBe(text);
});

test('what follows the first words comes soon, but not before a frame has shown those', async () => {
  const { pacer, shown, pass } = pacing();
  pacer.put(withText('Begin'));
  await pass(1);
  pacer.put(withText('Beginning'));
  await pass(15);
  expect(shown.map(({ text }) => text)).toEqual(['Begin']);
  await pass(10);
  expect(shown.map(({ text }) => text)).toEqual(['Begin', 'Beginning']);
});

test('the end is shown at once', async () => {
  const { pacer, shown, pass } = pacing();
  pacer.put(withText('a'));
  await pass(0);
  pacer.put(withText('ab'));
  pacer.put(withText('ab', { status: 'done', end: 'complete' }));
  await pass(0);
  expect(shown.map(({ text, status }) => [text, status])).toEqual([
    ['a', 'streaming'],
    ['ab', 'done'],
  ]);
});

test('a long text comes in portions, larger ones where drawing is quick, unfinished until the last', async () => {
  const { pacer, shown, pass } = pacing();
  const text = 'x'.repeat(10_000);
  pacer.put(withText(text, { status: 'done' }));
  const drained = pacer.drained();
  await pass(50);
  await drained;
  expect(shown.map((turn) => [turn.text.length, turn.status])).toEqual([
    [80, 'streaming'],
    [380, 'streaming'],
    [980, 'streaming'],
    [2_180, 'streaming'],
    [4_580, 'streaming'],
    [9_380, 'streaming'],
    [10_000, 'done'],
  ]);
});

test('where drawing is slow the portions stay small', async () => {
  const { pacer, shown, pass } = pacing(100);
  pacer.put(withText('x'.repeat(2_000)));
  await pass(1_000);
  expect(shown.map((turn) => turn.text.length)).toEqual([80, 380, 680, 980, 1_280, 1_580, 1_880, 2_000]);
});

test('closing shows everything that had come, and nothing after', async () => {
  const { pacer, shown, pass } = pacing();
  const text = 'x'.repeat(10_000);
  pacer.put(withText(text));
  pacer.close();
  expect(shown.map((turn) => turn.text.length)).toEqual([80, 10_000]);
  await pass(500);
  expect(shown.length).toBe(2);
});

test('where nobody looks nothing waits for timers that come once a minute', async () => {
  vi.stubGlobal('document', { hidden: true });
  try {
    const { pacer, shown, pass } = pacing();
    pacer.put(withText('x'.repeat(12_000), { status: 'done' }));
    await pass(0);
    expect(shown.map(({ text, status }) => [text.length, status])).toEqual([[12_000, 'done']]);
  } finally {
    vi.unstubAllGlobals();
  }
});
