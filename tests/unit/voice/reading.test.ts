import { expect, test } from 'vitest';
import type { Turn } from '../../../lib/model/conversation.ts';
import { AppError } from '../../../lib/model/errors.ts';
import { defaultVoice, type SpeakEvent, type SpeakRequest, type SpeechControl } from '../../../lib/model/voice.ts';
import { createOutbox } from '../../../lib/voice/outbox.ts';
import { readAsTheyCome } from '../../../lib/voice/reading/read-as-they-come.ts';
import { createReading, type ReadText } from '../../../lib/voice/reading/reading.ts';
import { turnText } from '../../../lib/voice/reading/turn-text.ts';
import { lessons } from '../../../lib/voice/tutor/lessons.ts';

const soon = (ms = 20): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A background that keeps what it is told; `say` speaks to the newest stream. */
function background() {
  const texts = new Map<string, string>();
  const log: { request: SpeakRequest; box: ReturnType<typeof createOutbox<SpeakEvent>>; signal: AbortSignal }[] = [];
  const controls: SpeechControl[] = [];
  const messages: { at: number; text: string; isWhole: boolean }[] = [];
  const call = async (name: string, request: unknown): Promise<never> => {
    if (name === 'voice.control') {
      controls.push((request as { control: SpeechControl }).control);
      return null as never;
    }
    const { speechId, at, text, isWhole } = request as { speechId: string; at: number; text: string; isWhole: boolean };
    const known = texts.get(speechId);
    if (known === undefined) return null as never;
    messages.push({ at, text, isWhole });
    if (at <= known.length) texts.set(speechId, known + text.slice(known.length - at));
    return { has: texts.get(speechId)?.length ?? 0 } as never;
  };
  return {
    controls,
    messages,
    log,
    texts,
    call,
    openSpeak(request: SpeakRequest, signal: AbortSignal) {
      const box = createOutbox<SpeakEvent>();
      log.push({ request, box, signal });
      texts.set(request.speechId, '');
      return box.read(signal);
    },
    say: (event: SpeakEvent) => log.at(-1)?.box.put(event),
    text: () => [...texts.values()].at(-1),
  };
}

function growingText(start = ''): ReadText & { add(more: string, isWhole?: boolean): void; vanish(): void } {
  let now: { text: string; isWhole: boolean } | undefined = { text: start, isWhole: false };
  const heeding = new Set<() => void>();
  const tell = () => {
    for (const heed of [...heeding]) heed();
  };
  return {
    turnId: 't1',
    names: {},
    now: () => now,
    onChange(heed) {
      heeding.add(heed);
      return () => heeding.delete(heed);
    },
    add(more, isWhole = false) {
      now = { text: (now?.text ?? '') + more, isWhole };
      tell();
    },
    vanish() {
      now = undefined;
      tell();
    },
  };
}

const unit = (start: number, end: number) => ({ index: 0, start, end, text: '', lang: 'zh' as const, cites: [] });

function setup(start = '') {
  const back = background();
  const reading = createReading({ ...back, preferences: () => defaultVoice });
  const text = growingText(start);
  return { back, reading, text };
}

test('the first words go at once, later ones in a few messages, and all arrive', async () => {
  const { back, reading, text } = setup();
  void reading.read(text);
  text.add('一二三');
  await soon();
  expect(back.text()).toBe('一二三');
  back.say({ type: 'unit', unit: unit(0, 3), phase: 'start' });
  await soon();
  const before = back.messages.length;
  for (let at = 0; at < 20; at++) {
    text.add('字');
    await soon(5);
  }
  text.add('完。', true);
  await soon(400);
  expect(back.text()).toBe(`一二三${'字'.repeat(20)}完。`);
  expect(back.messages.length - before).toBeLessThanOrEqual(6);
  expect(back.messages.at(-1)?.isWhole).toBe(true);
});

test('what the background tells is what is seen', async () => {
  const { back, reading, text } = setup('一。');
  const over = reading.read(text);
  back.say({ type: 'speaker', speaker: 'browser', reach: 'device' });
  back.say({ type: 'unit', unit: unit(0, 2), phase: 'start' });
  back.say({ type: 'state', state: 'speaking', rate: 1.2 });
  await soon();
  expect(reading.getState().reading).toMatchObject({
    turnId: 't1',
    state: 'speaking',
    rate: 1.2,
    reach: 'device',
    unit: { start: 0, end: 2 },
  });
  back.say({ type: 'unit', unit: unit(0, 2), phase: 'end' });
  back.log[0]?.box.end();
  expect(await over).toEqual({ how: 'whole', heardTo: 2 });
  expect(reading.getState().reading).toBeUndefined();
});

test('a background that went away is told the text anew, from the sentence that was being spoken', async () => {
  const { back, reading, text } = setup('一二三。四五六。');
  void reading.read(text);
  await soon();
  back.say({ type: 'unit', unit: unit(4, 8), phase: 'start' });
  await soon();
  back.texts.clear();
  back.log[0]?.box.fail(new AppError('disconnected'));
  await soon(300);
  expect(back.log).toHaveLength(2);
  expect(back.log[1]?.request).toMatchObject({ speechId: back.log[0]?.request.speechId, from: 4 });
  expect(back.text()).toBe('一二三。四五六。');
});

test('when the background goes away, a paused speech does not begin to speak by itself', async () => {
  const { back, reading, text } = setup('一。');
  const over = reading.read(text);
  back.say({ type: 'state', state: 'paused', rate: 1 });
  await soon();
  back.log[0]?.box.fail(new AppError('disconnected'));
  expect((await over).how).toBe('failed');
  expect(back.log).toHaveLength(1);
});

test('a background that goes away again and again is given up', async () => {
  const { back, reading, text } = setup('一。');
  const over = reading.read(text);
  for (let time = 0; time < 8; time++) {
    await soon(20);
    back.log.at(-1)?.box.fail(new AppError('disconnected'));
    await soon(200 * (time + 1));
    if (reading.getState().reading?.state === 'failed') break;
  }
  expect((await over).how).toBe('failed');
  expect(reading.getState().reading?.error?.code).toBe('disconnected');
}, 15_000);

test('an error stays to be read, and another try begins at the sentence it happened in', async () => {
  const { back, reading, text } = setup('一二三。四五六。');
  const over = reading.read(text);
  await soon();
  back.say({ type: 'unit', unit: unit(4, 8), phase: 'start' });
  await soon();
  back.log[0]?.box.fail(new AppError('soundBlocked'));
  expect((await over).how).toBe('failed');
  expect(reading.getState().reading).toMatchObject({ state: 'failed', error: { code: 'soundBlocked' } });
  reading.again();
  await soon();
  expect(back.log[1]?.request.from).toBe(4);
  expect(back.log[1]?.request.speechId).not.toBe(back.log[0]?.request.speechId);
});

test('what another tab took is said, and is no error', async () => {
  const { back, reading, text } = setup('一。');
  const over = reading.read(text);
  back.say({ type: 'taken' });
  expect((await over).how).toBe('taken');
  expect(reading.getState().reading?.state).toBe('taken');
});

test('a stop leaves the stream, and an answer that is gone stops too', async () => {
  const { back, reading, text } = setup('一。');
  const over = reading.read(text);
  await soon();
  reading.stop();
  expect((await over).how).toBe('stopped');
  expect(back.log[0]?.signal.aborted).toBe(true);
  const again = reading.read(text);
  await soon();
  text.vanish();
  expect((await again).how).toBe('stopped');
  expect(reading.getState().reading).toBeUndefined();
});

test('a rate that was chosen here is that of the next speech too', async () => {
  const { back, reading, text } = setup('一。');
  void reading.read(text);
  await soon();
  reading.setRate(1.4);
  await soon();
  expect(back.controls).toEqual([{ do: 'rate', rate: 1.4 }]);
  void reading.read(text);
  expect(back.log[1]?.request.tried).toEqual({ rate: 1.4 });
});

const turn = (id: string, more: Partial<Turn> = {}): Turn => ({
  id,
  runId: id,
  question: '山有多高？',
  text: '',
  thinking: '',
  status: 'streaming',
  startedMs: 0,
  ...more,
});

/** As much of a chat as reading aloud needs. */
function turns(first: Turn[]) {
  let state = { turns: first };
  const heeding = new Set<() => void>();
  return {
    getState: () => state,
    subscribe(heed: () => void) {
      heeding.add(heed);
      return () => heeding.delete(heed);
    },
    set(next: Turn[]) {
      state = { turns: next };
      for (const heed of [...heeding]) heed();
    },
  };
}

test('quotes are read with their sources, in the language of the question', () => {
  const chat = turns([
    turn('t1', {
      status: 'done',
      quotes: [
        { source: 2, text: '海拔5895米。' },
        { source: 1, text: '很高。' },
      ],
    }),
  ]);
  const text = turnText(chat, 't1');
  expect(text.now()).toEqual({ text: '海拔5895米。 [2]\n\n很高。 [1]', isWhole: true });
  expect(text.lang).toBe('zh');
});

test("of a tutor's turn nothing is read before it is known where its portions end, and all when it never will be", () => {
  const text = '水在零度结冰。那么几度烧开？答案是一百度。';
  const chat = turns([
    turn('t1', { text, status: 'done', tutor: { goal: '水', step: 1, rung: 'none', move: 'begin' } }),
  ]);
  expect(turnText(chat, 't1', { lessons: () => undefined }).now()).toEqual({ text: '', isWhole: false });
  expect(turnText(chat, 't1', { lessons: () => null }).now()).toEqual({ text, isWhole: true });
  expect(turnText(chat, 't1', { lessons: () => lessons }).now()?.text).toBe('水在零度结冰。那么几度烧开？');
});

test('new answers are read when the user wants all read, and a new question ends what is read', async () => {
  for (const readsAloud of ['always', 'spoken'] as const) {
    const back = background();
    const reading = createReading({ ...back, preferences: () => defaultVoice });
    const chat = turns([turn('old', { status: 'done', text: '旧。' })]);
    readAsTheyCome(chat, reading, { preferences: () => ({ ...defaultVoice, readsAloud }), isSeen: () => true });
    void reading.read(turnText(chat, 'old'));
    chat.set([turn('old', { status: 'done', text: '旧。' }), turn('new')]);
    await soon();
    expect(back.log[0]?.signal.aborted).toBe(true);
    expect(reading.getState().reading?.turnId).toBe(readsAloud === 'always' ? 'new' : undefined);
  }
});
