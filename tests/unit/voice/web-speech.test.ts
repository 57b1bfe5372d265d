import { describe, expect, test } from 'vitest';
import type { AppError } from '../../../lib/model/errors.ts';
import type { Recognition, RecognitionType } from '../../../lib/voice/listening/engines/recognition.ts';
import { recognisesHere } from '../../../lib/voice/listening/engines/recognition.ts';
import { webSpeechListener } from '../../../lib/voice/listening/engines/web-speech.ts';

/** A browser's recognition under a test's control, as the browser's own cannot be. */
class Browser extends EventTarget implements Recognition {
  static made: Browser[] = [];
  lang = '';
  continuous = false;
  interimResults = false;
  processLocally?: boolean;
  calls: string[] = [];
  constructor() {
    super();
    Browser.made.push(this);
  }
  start() {
    this.calls.push('start');
  }
  stop() {
    this.calls.push('stop');
  }
  abort() {
    this.calls.push('abort');
  }
  say(type: string, more: object = {}) {
    this.dispatchEvent(Object.assign(new Event(type), more));
  }
  results(...texts: string[]) {
    this.say('result', { results: texts.map((transcript) => ({ isFinal: true, 0: { transcript } })) });
  }
}

const patience = { startMs: 30, resultMs: 40, endMs: 20 };
const clip = { samples: new Float32Array(0), speechMs: 1_000 };
const never = new AbortController().signal;

function begun(id: 'device' | 'cloud' = 'cloud') {
  Browser.made = [];
  const partials: string[] = [];
  const failures: AppError[] = [];
  const turn = webSpeechListener(Browser as RecognitionType, id, patience).begin({} as MediaStreamTrack, 'zh', {
    partial: (text) => partials.push(text),
    failed: (error) => failures.push(error),
  });
  return { turn, partials, failures, browser: Browser.made[0] as Browser };
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the browser’s recognition', () => {
  test('gives words as they come, and all of them when it is told to stop', async () => {
    const { turn, browser, partials } = begun();
    browser.say('start');
    browser.results('月亮');
    browser.results('月亮', '有多远');
    expect(partials).toEqual(['月亮', '月亮有多远']);
    const words = turn.words(clip, never);
    expect(browser.calls).toEqual(['start', 'stop']);
    browser.results('月亮', '有多远？');
    browser.say('end');
    expect(await words).toBe('月亮有多远？');
  });

  test('that never says it has ended is not waited for', async () => {
    const { turn, browser } = begun();
    browser.say('start');
    browser.results('月亮');
    expect(await turn.words(clip, never)).toBe('月亮');
  });

  test('that says nothing while somebody speaks has failed', async () => {
    const { turn, browser, failures } = begun();
    browser.say('start');
    await pause(60);
    expect(failures).toEqual([]); // nobody has spoken yet
    turn.spoke();
    await pause(60);
    expect(failures.map(({ code }) => code)).toEqual(['recognitionSilent']);
    expect(browser.calls).toContain('abort');
    await expect(turn.words(clip, never)).rejects.toMatchObject({ data: { code: 'recognitionSilent' } });
  });

  test('that does not start has failed', async () => {
    const { failures } = begun();
    await pause(50);
    expect(failures.map(({ code }) => code)).toEqual(['recognitionSilent']);
  });

  test.each([
    ['network', 'recognitionSilent'],
    ['language-not-supported', 'noRecognition'],
    ['audio-capture', 'micNone'],
  ])('“%s” is %s', (error, code) => {
    const { browser, failures } = begun();
    browser.say('error', { error });
    expect(failures.map((failure) => failure.code)).toEqual([code]);
  });

  test('that ends of its own accord is started again, and what it heard is kept', async () => {
    const { turn, browser, failures } = begun();
    browser.say('start');
    browser.results('月亮');
    browser.say('error', { error: 'no-speech' });
    browser.say('end');
    while (!Browser.made[1]) await pause(1);
    const again = Browser.made[1];
    again?.say('start');
    again?.results('有多远');
    const words = turn.words(clip, never);
    again?.say('end');
    expect(await words).toBe('月亮有多远');
    expect(failures).toEqual([]);
  });

  test('stays on this machine when it should', () => {
    expect(begun('device').browser.processLocally).toBe(true);
    expect(begun('cloud').browser.processLocally).toBeUndefined();
  });

  test('is on this machine only when the browser says that it is there now', async () => {
    const saying = (state: string) => Object.assign(class extends Browser {}, { available: async () => state });
    expect(await recognisesHere(saying('available') as RecognitionType, 'zh')).toBe(true);
    expect(await recognisesHere(saying('downloadable') as RecognitionType, 'zh')).toBe(false);
    expect(await recognisesHere(Browser as RecognitionType, 'zh')).toBe(false);
    expect(await recognisesHere(undefined, 'zh')).toBe(false);
  });
});
