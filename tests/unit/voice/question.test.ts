import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '../../../lib/model/errors.ts';
import type { ListenEvent, ListenRequest } from '../../../lib/model/voice.ts';
import { questionLanguage } from '../../../lib/voice/question/language.ts';
import {
  createSpokenQuestion,
  longestListenMs,
  lookMs,
  type QuestionParts,
} from '../../../lib/voice/question/spoken-question.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const open: ListenEvent = { type: 'open', listener: 'connection', reach: 'connection' };
const final = (text: string): ListenEvent => ({ type: 'final', text, lang: 'zh' });

/** An ear that says what it is told to, and notes when it is closed. */
function hearing(sends: QuestionParts['sends'] = 'afterLook') {
  const asked: ListenRequest[] = [];
  const gone: string[] = [];
  const listened: string[] = [];
  let live = 0;
  let push: (event: ListenEvent | AppError) => void = () => {};
  const question = createSpokenQuestion({
    async *listen(request, signal) {
      asked.push(request);
      live++;
      const events: (ListenEvent | AppError)[] = [];
      let wake = () => {};
      push = (event) => {
        events.push(event);
        wake();
      };
      signal.addEventListener('abort', () => wake());
      try {
        while (!signal.aborted) {
          const event = events.shift();
          if (event instanceof AppError) throw event;
          if (event) yield event;
          else
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
        }
      } finally {
        live--;
      }
    },
    listened: (id) => listened.push(id),
    go: async (text) => void gone.push(text),
    lang: 'zh',
    sends,
    id: () => `l${asked.length + 1}`,
  });
  const say = async (...events: (ListenEvent | AppError)[]) => {
    for (const event of events) {
      push(event);
      await vi.advanceTimersByTimeAsync(0);
    }
  };
  return { question, asked, gone, listened, say, live: () => live, phase: () => question.getState().phase };
}

describe('a spoken question', () => {
  test('is heard, shown for 0.6 s and searched for, and the microphone is off by then', async () => {
    const { question, say, gone, live, phase } = hearing();
    question.toggle();
    expect(phase()).toBe('opening');
    await say(open, { type: 'level', level: 0.4 }, { type: 'partial', text: '水几' });
    expect(question.getState()).toMatchObject({ phase: 'listening', level: 0.4, text: '水几' });
    await say({ type: 'heard' }, final('水几度烧开'));
    expect(question.getState()).toMatchObject({ phase: 'look', text: '水几度烧开', goesByItself: true });
    expect(live()).toBe(0);
    await vi.advanceTimersByTimeAsync(lookMs - 1);
    expect(gone).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect([gone, phase()]).toEqual([['水几度烧开'], 'going']);
  });

  test('that is being changed waits for its writer', async () => {
    const { question, say, gone } = hearing();
    question.toggle();
    await say(open, final('水几度烧开'));
    await vi.advanceTimersByTimeAsync(lookMs - 100);
    question.write('水几度结冰');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(gone).toEqual([]);
    question.send();
    expect(gone).toEqual(['水几度结冰']);
  });

  test('is sent at once, or by hand only, when the user chose so', async () => {
    const atOnce = hearing('atOnce');
    atOnce.question.toggle();
    await atOnce.say(open, final('q'));
    expect(atOnce.gone).toEqual(['q']);
    const byHand = hearing('byHand');
    byHand.question.toggle();
    await byHand.say(open, final('q'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(byHand.gone).toEqual([]);
  });

  test('is ended by the key, and begun anew by it when there was an error', async () => {
    const { question, say, listened, asked, phase } = hearing();
    question.toggle();
    await say(open);
    question.toggle();
    expect([listened, phase()]).toEqual([['l1'], 'transcribing']);
    await say(new AppError('network'));
    expect(question.getState()).toMatchObject({ phase: 'failed', error: { code: 'network' } });
    question.toggle();
    expect([asked.length, phase()]).toEqual([2, 'opening']);
  });

  test.each(['opening', 'listening', 'transcribing', 'look'])(
    'cancelled while %s never leaves the page',
    async (when) => {
      const { question, say, gone, live, phase } = hearing();
      question.toggle();
      if (when !== 'opening') await say(open);
      if (when === 'transcribing') await say({ type: 'heard' });
      if (when === 'look') await say(final('q'));
      expect(phase()).toBe(when);
      question.cancel();
      await say(final('too late'));
      await vi.advanceTimersByTimeAsync(60_000);
      expect([gone, phase(), live()]).toEqual([[], 'closed', 0]);
    },
  );

  test('a cough goes on listening; silence for a minute, an empty text or an end without a word is told', async () => {
    const { question, say, phase } = hearing();
    question.toggle();
    await say(open, { type: 'heard' }, { type: 'nothing' });
    expect(phase()).toBe('listening');
    await vi.advanceTimersByTimeAsync(longestListenMs);
    expect(question.getState()).toMatchObject({ phase: 'failed', error: { code: 'heardNothing' } });
    question.toggle();
    await say(open, final('  '));
    expect(question.getState()).toMatchObject({ phase: 'failed', error: { code: 'heardNothing' } });
  });
});

test('what is expected to be spoken follows the answer’s language, then the engine, then the browser', () => {
  expect(questionLanguage('en', 'baidu', 'zh')).toBe('en');
  expect(questionLanguage('zh-TW', 'google', 'en')).toBe('zh');
  expect(questionLanguage('auto', 'baidu', 'en')).toBe('zh');
  expect(questionLanguage('auto', 'google', 'en')).toBe('en');
  expect(questionLanguage('auto', 'google', 'zh')).toBe('zh');
});
