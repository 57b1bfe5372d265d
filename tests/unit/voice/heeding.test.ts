import { describe, expect, test } from 'vitest';
import type { Turn } from '../../../lib/model/conversation.ts';
import type { Page } from '../../../lib/model/page.ts';
import { defaultVoice, type SpeakEvent, type SpeakRequest } from '../../../lib/model/voice.ts';
import { createHeeding, type Heeding, type HeedingNeeds } from '../../../lib/voice/commands/heeding.ts';
import { heedingLater } from '../../../lib/voice/commands/heeding-later.ts';
import { createOutbox } from '../../../lib/voice/outbox.ts';
import { createReading } from '../../../lib/voice/reading/reading.ts';
import { turnText } from '../../../lib/voice/reading/turn-text.ts';
import { createTutor } from '../../../lib/voice/tutor/tutor.ts';
import { soon } from '../soon.ts';

const source = (number: number) => ({
  number,
  title: `标题${number}`,
  url: `https://example.com/${number}`,
  site: `网站${number}`,
  text: `第${number}段话。`,
  kind: 'organic' as const,
});
const page: Page = {
  site: 'baidu',
  kind: 'results',
  url: 'https://www.baidu.com/s?wd=月亮',
  query: '月亮多远',
  sources: [source(1), source(2)],
};
const turn = { id: 't1', question: '月亮多远', text: '三十八万公里[1]。', status: 'done', page } as unknown as Turn;

/** A surface with one answer, and a voice that says what a test lets it. `heeds`: commands, or what they come from. */
function surface(heeds: (needs: HeedingNeeds) => Heeding = createHeeding) {
  const speeches: { request: SpeakRequest; said: string; end(): void }[] = [];
  const reading = createReading({
    openSpeak(request, signal) {
      const box = createOutbox<SpeakEvent>();
      speeches.push({ request, said: '', end: box.end });
      const unit = { index: 0, start: request.from, end: request.from + 4, text: '', lang: 'zh' as const, cites: [1] };
      box.put({ type: 'unit', unit, phase: 'start' });
      box.put({ type: 'state', state: 'speaking', rate: 1 });
      return box.read(signal);
    },
    call: (async (_: string, { text }: { text?: string }) => {
      const last = speeches.at(-1);
      if (last && text !== undefined) last.said += text;
      return { has: text?.length ?? 0 };
    }) as never, // its replies are of the shape of either
    preferences: () => defaultVoice,
  });
  const chat = { getState: () => ({ turns: [turn], page }), subscribe: () => () => {}, ask() {} };
  let answer = () => {};
  const asked: string[] = [];
  const heeding = heeds({
    chat,
    reading,
    tutor: createTutor(chat),
    preferences: () => defaultVoice,
    hasModel: () => true,
    ask(question) {
      asked.push(question);
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    openSource() {},
    copy() {},
    show() {},
  });
  return { heeding, reading, speeches, asked, answer: () => answer() };
}

const { signal } = new AbortController();

test('after "which source?", a number alone reads that source; before, it is a question', async () => {
  const { heeding, speeches } = surface();
  expect(await heeding.heed('第二个', signal)).toBe(false);
  void heeding.readWithSources('t1', signal);
  await soon();
  speeches[0]?.end();
  await soon();
  expect(speeches[1]?.said).toBe('要听哪一个来源？');
  heeding.beforeListening();
  let isCommand = false;
  const heeded = heeding.heed('第二个。', signal, () => {
    isCommand = true;
  });
  expect(isCommand).toBe(true);
  await soon();
  expect(speeches[2]?.said).toContain('第2段话');
  speeches[2]?.end();
  expect(await heeded).toBe(true);
});

test('what a line broke in upon goes on after it, but not when the line was silenced', async () => {
  for (const isSilenced of [false, true]) {
    const { heeding, reading, speeches } = surface();
    void heeding.readWithSources('t1', signal);
    await soon();
    heeding.beforeListening();
    const heeded = heeding.heed('这句出自哪里', signal);
    await soon();
    expect(speeches[1]?.said).toContain('网站1');
    if (isSilenced) reading.stop();
    else speeches[1]?.end();
    await soon();
    expect(speeches).toHaveLength(isSilenced ? 2 : 3);
    speeches[2]?.end();
    expect(await heeded).toBe(true);
  }
});

test('a command that asks is over when its answer is', async () => {
  const { heeding, asked, answer } = surface();
  let isOver = false;
  const heeded = heeding.heed('简单点', signal).then(() => {
    isOver = true;
  });
  await soon();
  expect(asked).toHaveLength(1);
  expect(isOver).toBe(false);
  answer();
  await heeded;
});

describe('commands that are still to be learnt', () => {
  /** They come when `come` is called. */
  function late() {
    let fetched = 0;
    let come = () => {};
    let fail = () => {};
    const fetch = () =>
      new Promise<{ createHeeding: typeof createHeeding }>((resolve, reject) => {
        fetched++;
        come = () => resolve({ createHeeding });
        fail = () => reject(new Error('updated'));
      });
    const there = surface((needs) => heedingLater(needs, fetch));
    return { ...there, come: () => come(), fail: () => fail(), fetched: () => fetched };
  }

  test('are fetched when something is read or the microphone goes on, and once', async () => {
    const { heeding, reading, come, fetched } = late();
    expect(fetched()).toBe(0);
    void reading.read(turnText({ getState: () => ({ turns: [turn], page }), subscribe: () => () => {} }, 't1'));
    await soon();
    heeding.beforeListening();
    come();
    await soon();
    heeding.beforeListening();
    expect(fetched()).toBe(1);
  });

  test('silence at once, and know what was cut off before they were there', async () => {
    const { heeding, reading, speeches, come } = late();
    void reading.read(turnText({ getState: () => ({ turns: [turn], page }), subscribe: () => () => {} }, 't1'));
    await soon();
    heeding.beforeListening();
    expect(reading.getState().reading).toBeUndefined();
    const heeded = heeding.heed('继续', signal);
    come();
    await soon();
    expect(speeches).toHaveLength(2);
    expect(speeches[1]?.request.from).toBe(0);
    speeches[1]?.end();
    expect(await heeded).toBe(true);
  });

  test('say nothing into a microphone that went on while they came, and without them an answer is read plainly', async () => {
    const { heeding, speeches, come } = late();
    const cut = heeding.readWithSources('t1', signal);
    heeding.beforeListening();
    come();
    await cut;
    expect(speeches).toEqual([]);
    const other = late();
    const plain = other.heeding.readWithSources('t1', signal);
    other.fail();
    await soon();
    other.speeches[0]?.end();
    await plain;
    expect(other.speeches).toHaveLength(1);
  });

  test('that cannot come are none: what was said is asked; and they come the next time', async () => {
    const { heeding, come, fail } = late();
    heeding.beforeListening();
    const heeded = heeding.heed('月亮上有水吗', signal);
    fail();
    expect(await heeded).toBe(false);
    const again = heeding.heed('月亮上有水吗', signal);
    come();
    expect(await again).toBe(false);
  });
});
