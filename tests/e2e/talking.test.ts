import { beforeEach, describe, expect, test } from 'vitest';
import { browserUnderTest } from './browser.ts';
import { openFixture } from './session.ts';
import { durationMs, readRecording } from './spoken-wav.ts';
import { pause, type Tab } from './tab.ts';
import {
  alikeness,
  isHeard,
  listens,
  liveTracks,
  seenTracks,
  setVoice,
  sharedTalk,
  soundOf,
  watchTracks,
} from './talk.ts';

const isFirefox = browserUnderTest === 'firefox';
const session = sharedTalk({}, { sends: 'byHand' });
/** As each driver names the key. */
const space = isFirefox ? ' ' : 'Space';
const spoken = [
  { kind: 'silence', ms: 300 },
  { kind: 'speech', ms: 1_500 },
  { kind: 'silence', ms: 700 },
  { kind: 'speech', ms: 800, pitch: 210 },
  { kind: 'silence', ms: 30_000 },
] as const;

beforeEach((context) => {
  session.needsSound(context);
  session.begin([...spoken]);
});

const textIs = (tab: Tab, text: string) =>
  tab.panel.until(`the field says ${text}`, async () => (await tab.panel.value('textarea')) === text || undefined);

test('what is said is heard as it was said, and its words land in the composer', async () => {
  const tab = await openFixture(session.browser, 'baidu-results');
  await listens(tab);
  // Firefox's microphone is in a window of its own; Chromium's document has none.
  if (isFirefox) expect(await session.browser.urls()).toContain(session.browser.extensionUrl('host.html'));
  await pause(3_500);
  await tab.panel.click('.pd-mic');
  await textIs(tab, '月亮离地球有多远');
  const [heard] = session.server.transcriptions;
  expect(session.server.transcriptions).toHaveLength(1);
  expect(heard?.fields).toMatchObject({ model: 'scripted-hears', language: 'zh' });
  expect(heard?.headers.cookie).toBeUndefined();
  const recording = readRecording(heard?.file ?? new Uint8Array()); // 16-bit, mono
  expect(recording.rate).toBe(16_000);
  expect(session.server.questions).toHaveLength(0);
  const said = session.says([...spoken].slice(0, 4));
  if (!isFirefox) expect(alikeness(soundOf(recording), soundOf(said))).toBeGreaterThan(0.9);
  await tab.raw.close();
});

test.skipIf(isFirefox)('held, the microphone listens until it is let go, and for as long', async () => {
  const tab = await openFixture(session.browser, 'baidu-results');
  const { x, y, width, height } = await tab.panel.find('.pd-mic');
  await tab.raw.pointer('down', x + width / 2, y + height / 2);
  await tab.panel.find('.pd-captions[data-phase=listening]', 20_000);
  const fromMs = performance.now();
  await tab.panel.says('Release to send');
  await pause(2_000);
  const heldMs = performance.now() - fromMs;
  await tab.raw.pointer('up', x + width / 2, y + height / 2);
  await textIs(tab, '月亮离地球有多远');
  const ms = durationMs(readRecording(session.server.transcriptions[0]?.file ?? new Uint8Array()));
  expect(Math.abs(ms - heldMs)).toBeLessThan(300);
  await tab.raw.close();
});

test('Escape sends nothing and turns the microphone off', async () => {
  const tab = await openFixture(session.browser, 'baidu-results');
  await listens(tab);
  await tab.raw.press('Escape');
  await tab.panel.lacks('.pd-captions');
  await watchTracks(session.browser);
  await listens(tab);
  if (!isFirefox) expect([await liveTracks(session.browser), await seenTracks(session.browser)]).toEqual([1, 1]);
  await tab.raw.press('Escape');
  await tab.panel.lacks('.pd-captions');
  if (!isFirefox)
    await tab.panel.until('no track is live', async () => (await liveTracks(session.browser)) === 0 || undefined);
  await pause(300);
  expect(session.server.transcriptions).toHaveLength(0);
  await tab.raw.close();
});

test.skipIf(isFirefox)('leaving the page, hiding it and looking elsewhere turn the microphone off', async () => {
  const tab = await openFixture(session.browser, 'baidu-results');
  await listens(tab);
  await watchTracks(session.browser);
  for (const leaving of [
    "dispatchEvent(new Event('blur'))",
    "Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true }); document.dispatchEvent(new Event('visibilitychange')); delete document.visibilityState",
  ]) {
    await tab.raw.press('Escape');
    await listens(tab);
    await tab.raw.inContentScript?.(leaving);
    await tab.panel.lacks('.pd-captions');
    await tab.panel.until('no track is live', async () => (await liveTracks(session.browser)) === 0 || undefined);
  }
  await listens(tab);
  await tab.raw.goto('about:blank');
  await tab.page.until('no track is live', async () => (await liveTracks(session.browser)) === 0 || undefined);
  const closed = await openFixture(session.browser, 'baidu-results');
  await listens(closed);
  expect(await liveTracks(session.browser)).toBe(1);
  await closed.raw.close();
  await tab.page.until('no track is live', async () => (await liveTracks(session.browser)) === 0 || undefined);
  expect(session.server.transcriptions).toHaveLength(0);
  await tab.raw.close();
});

describe('what goes wrong is said', () => {
  test.each([
    ['notFound', 'does not offer speech recognition'],
    ['badKey', 'refused the key'],
    ['rateLimited', 'too many requests'],
    ['empty', 'did not hear anything'],
    ['html', 'answered with a web page'],
  ] as const)('%s', async (failure, words) => {
    session.server.script.transcribeFails = failure;
    const tab = await openFixture(session.browser, 'baidu-results');
    await listens(tab);
    await pause(1_500);
    await tab.panel.click('.pd-mic');
    await tab.panel.find('.pd-captions[data-phase=failed]');
    await tab.panel.says(words);
    expect(await tab.panel.text('.pd-captions')).not.toContain('sk-test');
    await tab.raw.close();
  });

  test.skipIf(!isHeard)('silence costs no request', async () => {
    session.says([{ kind: 'silence', ms: 5_000 }]);
    const tab = await openFixture(session.browser, 'baidu-results');
    await listens(tab);
    await pause(800);
    await tab.panel.click('.pd-mic');
    await tab.panel.says('did not hear anything');
    expect(session.server.transcriptions).toHaveLength(0);
    await tab.raw.close();
  });
});

test('what was heard can be looked at: a key keeps it, otherwise it is asked', async () => {
  const options = await session.browser.openExtension('options.html');
  await setVoice(options, { sends: 'afterLook' });
  const tab = await openFixture(session.browser, 'baidu-results');
  await listens(tab);
  await pause(1_200);
  await tab.panel.click('.pd-mic');
  // A second goes by fast on a busy machine: the key is pressed again and again until there is nothing to look at.
  while ((await tab.panel.count('.pd-captions')) > 0) await tab.raw.press('ArrowRight');
  await tab.raw.type('？');
  await textIs(tab, '月亮离地球有多远？');
  await pause(1_500);
  expect(session.server.questions).toHaveLength(0);
  await tab.raw.press('Control+a');
  await tab.raw.press('Delete');
  await listens(tab);
  await pause(1_200);
  await tab.panel.click('.pd-mic');
  await tab.panel.find('article[data-status=done]');
  await textIs(tab, '');
  expect(session.server.questions).toHaveLength(1);
  await setVoice(options, { sends: 'byHand' });
  await options.raw.close();
  await tab.raw.close();
});

test('the talk key is held like the microphone, but not in a field or on another button', async () => {
  const tab = await openFixture(session.browser, 'baidu-results');
  await tab.panel.click('textarea');
  await tab.raw.type('a b');
  await textIs(tab, 'a b');
  await tab.raw.press('Control+a');
  await tab.raw.press('Delete');
  await tab.panel.click('.pd-scroll');
  await tab.raw.press(space); // a tap
  await tab.panel.find('.pd-captions[data-phase=listening]', 20_000);
  await pause(1_200);
  await tab.raw.press(space);
  await textIs(tab, '月亮离地球有多远');
  await tab.raw.close();
});
