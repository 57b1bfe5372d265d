import { beforeEach, expect, test } from 'vitest';
import { watchHost } from '../bench/voice-watch.ts';
import { browserUnderTest } from './browser.ts';
import { openFixture } from './session.ts';
import { speechDefaults } from './speech-server.ts';
import { heardHandsFree, listens, liveTracks, setVoice, sharedTalk, watchTracks } from './talk.ts';

const isFirefox = browserUnderTest === 'firefox';
const session = sharedTalk({}, { sends: 'byHand' });
/** One question, and then nothing for as long as the answer takes. */
const once = [
  { kind: 'silence', ms: 500 },
  { kind: 'speech', ms: 1_200 },
  { kind: 'silence', ms: 60_000 },
] as const;

beforeEach((context) => {
  // Real voices speak to it in real-speech.test.ts.
  if (isFirefox) context.skip('its noise suppression takes vowels without words for noise');
  session.needsSound(context);
  session.begin([...once]);
});

test('the microphone is off while the answer comes, and on again after it', async () => {
  Object.assign(session.server.script, { firstWordMs: 1_500 });
  const options = await session.browser.openExtension('options.html');
  await setVoice(options, { sends: 'atOnce' });
  const tab = await openFixture(session.browser, 'baidu-results');
  await listens(tab);
  await watchTracks(session.browser);
  await tab.panel.click({ css: 'button', says: 'Hands free' });
  await tab.panel.find('.pd-captions[data-phase=answering]', 15_000);
  expect(await liveTracks(session.browser)).toBe(0);
  await tab.panel.find('article[data-status=done]', 15_000);
  await tab.panel.find('.pd-captions[data-phase=listening]', 15_000);
  expect(await liveTracks(session.browser)).toBe(1);
  await tab.raw.press('Escape');
  await tab.panel.lacks('.pd-captions');
  await tab.panel.until('no track is live', async () => (await liveTracks(session.browser)) === 0 || undefined);
  Object.assign(session.server.script, { firstWordMs: 0 });
  await setVoice(options, { sends: 'byHand' });
  await options.raw.close();
  await tab.raw.close();
});

test('somebody who breaks in makes it softer, “mm” lets it go on, and a question is the next turn', async () => {
  Object.assign(session.server.script, {
    // Asked by no other test here: what has been answered is not asked again.
    heard: ['月亮每年离地球远多少', '嗯嗯', '那太阳离地球有多远'],
    answers: [
      '月亮离地球大约三十八万四千公里，这个距离每年都在变远一点点[1]。它绕地球一圈要二十七天多[2]。',
      '很远[1]。',
    ],
    msPerLetter: 260,
    firstWordMs: 600,
  });
  const own = await session.browser.openExtension('options.html');
  const reads = { connectionId: 'spoken', model: 'scripted-speaks', voice: 'tone' };
  await setVoice(own, {
    sends: 'atOnce',
    speaker: 'connection',
    speakWith: reads,
    namesSources: false,
    transcribesEarly: false,
  });
  const host = await watchHost(own);
  const tab = await openFixture(session.browser, 'baidu-results');
  await listens(tab);
  await tab.panel.click({ css: 'button', says: 'Hands free' });
  await tab.panel.until('it is asked', async () => session.server.questions[0], 20_000);
  // What the microphone hears from when it is read.
  session.says([
    { kind: 'silence', ms: 2_500 },
    { kind: 'speech', ms: 420 },
    { kind: 'silence', ms: 2_500 },
    { kind: 'speech', ms: 1_600, pitch: 200 },
    { kind: 'silence', ms: 60_000 },
  ]);
  await tab.panel.find('.pd-captions[data-break-in=listening]', 20_000);
  await tab.panel.until('the next is asked', async () => session.server.questions[1], 20_000);
  expect(JSON.stringify(session.server.questions[1]?.body.messages?.at(-1))).toContain('那太阳离地球有多远');
  const notes = await host.notes();
  expect(notes.flatMap(({ now }) => now ?? []).join(' ')).toMatch(/^ducked (held )?resumed ducked held$/);
  // The same sentence is heard from its beginning to when it is held: softer, as before, softer.
  const [softer, again] = notes.filter(({ control }) => control === 'volume');
  expect([softer?.volume, again?.volume]).toEqual([0.25, 1]);
  expect(softer?.id).toBe(again?.id);
  expect(
    notes.filter(({ id, isStop }) => id === softer?.id && isStop).every(({ atMs }) => atMs > (again?.atMs ?? 0)),
  ).toBe(true);
  await tab.raw.press('Escape');
  await tab.panel.lacks('.pd-captions');
  await setVoice(own, { sends: 'byHand', speaker: 'browser', transcribesEarly: true });
  Object.assign(session.server.script, speechDefaults);
  await own.raw.close();
  await tab.raw.close();
}, 60_000);

test('each turn ends by itself', async () => {
  session.says([
    { kind: 'silence', ms: 800 },
    { kind: 'speech', ms: 1_500 },
    { kind: 'silence', ms: 2_200 },
    { kind: 'speech', ms: 1_200, pitch: 200 },
    { kind: 'silence', ms: 60_000 },
  ]);
  const tab = await session.browser.openExtension('options.html');
  const events = await heardHandsFree(tab, 9_000);
  const types = events.map(({ type }) => type).filter((type) => type !== 'level');
  expect(types).toEqual(['open', 'speech', 'heard', 'final', 'speech', 'heard', 'final']);
  expect(session.server.transcriptions.length).toBeLessThanOrEqual(4);
  await tab.raw.close();
});

test('noise and knocks are no turns', { timeout: 90_000 }, async () => {
  const secondsLong = process.env.PANGDA_LONG ? 60 : 6;
  session.says([
    { kind: 'noise', ms: secondsLong * 500, level: 0.05, colour: 'fan' },
    { kind: 'clicks', ms: secondsLong * 500, everyMs: 400 },
  ]);
  const tab = await session.browser.openExtension('options.html');
  const events = await heardHandsFree(tab, secondsLong * 1_000);
  expect(events.filter(({ type }) => type === 'speech' || type === 'heard')).toEqual([]);
  expect(session.server.transcriptions).toHaveLength(0);
  await tab.raw.close();
});
