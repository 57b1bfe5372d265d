import { describe, expect, test } from 'vitest';
import { fakeEngine, type handClock, settled, unitsOf } from './fake-voice.ts';
import { playing, texts, three, type Voice } from './playing.ts';

describe('a speech', () => {
  test('speaks its utterances in order, one at a time, and ends', async () => {
    const { clock, voice, heard } = playing(three, (time) => [fakeEngine(time)]);
    await clock.advance(10_000);
    expect(voice.texts()).toEqual(texts);
    expect(heard.began()).toEqual(texts);
    for (const [at, one] of voice.spoken.entries())
      expect(voice.spoken[at + 1]?.beganMs ?? Number.POSITIVE_INFINITY).toBeGreaterThan(one.endedMs ?? 0);
    expect(heard.outcome.end).toBe('end');
  });

  test('leaves 80 to 200 ms between sentences, and none of its own inside one', async () => {
    const [first, second, third] = three;
    if (!first || !second || !third) throw new Error('three');
    const units = [first, { ...second, pauseAfterMs: 0 }, third];
    const { clock, voice } = playing(units, (time) => [fakeEngine(time)]);
    await clock.advance(10_000);
    const gap = (at: number) => (voice.spoken[at]?.beganMs ?? 0) - (voice.spoken[at - 1]?.endedMs ?? 0);
    expect(gap(1)).toBeGreaterThanOrEqual(80);
    expect(gap(1)).toBeLessThanOrEqual(200);
    expect(gap(2)).toBeLessThanOrEqual(80);
  });

  test('waits for text that still comes, and says so', async () => {
    const { clock, voice, heard, player } = playing(three.slice(0, 1), (time) => [fakeEngine(time)], {
      isWhole: false,
    });
    await clock.advance(5_000);
    expect(voice.texts()).toEqual(texts.slice(0, 1));
    expect(heard.states().at(-1)).toBe('waiting');
    player.add(three.slice(1), true);
    await clock.advance(5_000);
    expect(voice.texts()).toEqual(texts);
    expect(heard.outcome.end).toBe('end');
  });

  test('begins with the sentence that holds an offset', async () => {
    const { clock, voice } = playing(three, (time) => [fakeEngine(time)], { from: 12 });
    await clock.advance(5_000);
    expect(voice.texts()).toEqual(texts.slice(1));
  });

  test('an empty text is over at once', async () => {
    const { clock, heard } = playing([], (time) => [fakeEngine(time)]);
    await clock.advance(10);
    expect(heard.outcome.end).toBe('end');
  });
});

describe('an engine that misbehaves', () => {
  test('one that never ends an utterance is given up after four seconds or three times its length, and the next follows', async () => {
    const behaves = ({ text }: { text: string }) => (text === texts[1] ? 'never ends' : 'fine');
    const { clock, voice, heard } = playing(three, (time) => [fakeEngine(time, { behaves })]);
    await clock.advance(1_300 + 120 + 6_000);
    expect(voice.texts()).toEqual(texts.slice(0, 2));
    await clock.advance(1_500);
    expect(voice.spoken[1]?.isCut).toBe(true);
    expect(voice.texts()).toEqual(texts);
    await clock.advance(5_000);
    expect(heard.outcome.end).toBe('end');
  });

  test('an utterance that does not begin within three seconds is passed over', async () => {
    const behaves = ({ text }: { text: string }) => (text === texts[1] ? 'never begins' : 'fine');
    const { clock, voice, heard } = playing(three, (time) => [fakeEngine(time, { behaves })]);
    await clock.advance(12_000);
    expect(voice.texts()).toEqual([texts[0], texts[2]]);
    expect(heard.outcome.end).toBe('end');
  });

  test('a voice that begins nothing twice is said to be broken', async () => {
    const { clock, heard } = playing(three, (time) => [fakeEngine(time, { behaves: () => 'never begins' })]);
    await clock.advance(7_000);
    expect(heard.outcome.end).toMatchObject({ code: 'voiceFailed' });
  });

  test('a language without a voice ends the speech when it is the answer’s, and is passed over when it is a quotation', async () => {
    const behaves = ({ lang }: { lang: string }) => (lang === 'zh' ? 'noVoice' : 'fine');
    const chinese = playing(three, (time) => [fakeEngine(time, { behaves })]);
    await chinese.clock.advance(1_000);
    expect(chinese.heard.outcome.end).toMatchObject({ code: 'noVoice' });
    const english = unitsOf({ text: 'One two.', lang: 'en' }, '一二三。', { text: 'Three four.', lang: 'en' });
    const mixed = playing(english, (time) => [fakeEngine(time, { behaves })]);
    await mixed.clock.advance(5_000);
    expect(mixed.voice.texts()).toEqual(['One two.', 'Three four.']);
    expect(mixed.heard.speakers().at(-1)?.instead?.code).toBe('noVoice');
    expect(mixed.heard.outcome.end).toBe('end');
  });
});

describe('a connection that fails', () => {
  const failing = (code: 'serverFailed' | 'rateLimited', from: number) => (time: ReturnType<typeof handClock>) => {
    const behaves = ({ text }: { text: string }) => (texts.indexOf(text) >= from ? code : 'fine');
    return [fakeEngine(time, { id: 'connection', pauses: true, behaves }), fakeEngine(time)] as [Voice, Voice];
  };

  test('is replaced by the browser from the sentence that failed, and the reason is told', async () => {
    const { clock, voice, spare, heard } = playing(three, failing('serverFailed', 1));
    await clock.advance(10_000);
    expect(voice.texts()).toEqual(texts.slice(0, 1));
    expect(spare?.texts()).toEqual(texts.slice(1));
    expect(heard.speakers()).toMatchObject([
      { speaker: 'connection', reach: 'connection' },
      { speaker: 'browser', reach: 'device', instead: { code: 'serverFailed', host: 'tts.test' } },
    ]);
    expect(heard.outcome.end).toBe('end');
  });

  test('and a browser without a voice: both reasons are told', async () => {
    const { clock, heard } = playing(three, (time) => [
      fakeEngine(time, { id: 'connection', behaves: () => 'rateLimited' }),
      fakeEngine(time, { behaves: () => 'noVoice' }),
    ]);
    await clock.advance(1_000);
    expect(heard.speakers().at(-1)).toMatchObject({ instead: { code: 'rateLimited' } });
    expect(heard.outcome.end).toMatchObject({ code: 'noVoice' });
  });

  test('one that says nothing at all counts as failed when its time is over', async () => {
    const { clock, spare, heard } = playing(three, (time) => [
      fakeEngine(time, { id: 'connection', behaves: () => 'never begins' }),
      fakeEngine(time),
    ]);
    await clock.advance(10_000);
    expect(spare?.texts()).toEqual(texts);
    expect(heard.speakers()[0]?.instead?.code).toBe('timeout');
  });
});

describe('what comes next is fetched ahead', () => {
  const many = unitsOf(...'一二三四五六'.split('').map((letter) => letter.repeat(10)));

  test('two clips at most, and only once something is spoken', async () => {
    const { clock, voice } = playing(many, (time) => [fakeEngine(time, { id: 'connection', prepareMs: 400 })]);
    await clock.advance(40);
    expect(voice.prepared).toEqual([]);
    await clock.advance(40);
    expect(voice.prepared.map(({ text }) => text[0])).toEqual(['二', '三']);
    let most = 0;
    for (let step = 0; step < 300; step++) {
      await clock.advance(50);
      most = Math.max(most, voice.prepared.filter(({ isOver }) => !isOver).length);
    }
    expect(most).toBe(2);
    expect(voice.prepared.map(({ text }) => text[0])).toEqual(['二', '三', '四', '五', '六']);
  });

  test('a stop gives up what is on its way', async () => {
    const { clock, voice, player } = playing(many, (time) => [
      fakeEngine(time, { id: 'connection', prepareMs: 9_000 }),
    ]);
    await clock.advance(200);
    player.control({ do: 'stop' });
    await settled();
    expect(voice.prepared.map(({ isAborted }) => isAborted)).toEqual([true, true]);
  });
});

describe('a tutor’s turn', () => {
  test('ends after so many utterances', async () => {
    const { clock, voice, heard } = playing(three, (time) => [fakeEngine(time)], { most: 2 });
    await clock.advance(10_000);
    expect(voice.texts()).toEqual(texts.slice(0, 2));
    expect(heard.outcome.end).toBe('end');
  });

  test('never speaks past a question', async () => {
    const units = unitsOf('先看这里。', '你猜是哪一个？”', '答案是三。');
    const { clock, voice } = playing(units, (time) => [fakeEngine(time, { prepareMs: 10 })], { most: 5 });
    await clock.advance(10_000);
    expect(voice.texts()).toEqual(['先看这里。', '你猜是哪一个？”']);
  });
});

describe('the names of sources', () => {
  test('are said in the sentence that uses a source first, and in no other', async () => {
    const units = unitsOf(
      { text: '山很高。', cites: [1] },
      { text: '也很远。', cites: [1, 2] },
      { text: '没有名字。', cites: [3] },
    );
    const names = { 1: '知乎', 2: '维基百科' };
    const { clock, voice, heard } = playing(units, (time) => [fakeEngine(time)], { names });
    await clock.advance(10_000);
    expect(voice.texts()).toEqual(['据知乎，山很高。', '据维基百科，也很远。', '没有名字。']);
    expect(heard.began()).toEqual(['山很高。', '也很远。', '没有名字。']);
  });
});
