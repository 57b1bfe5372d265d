import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { saveConnection } from './ask.ts';
import { ended } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';
import { type SpeechScript, type SpeechServer, speechDefaults, startSpeechServer } from './speech-server.ts';
import { pause, type Tab } from './tab.ts';

const session = sharedBrowser({ sound: true });
let server: SpeechServer;
/** Firefox plays nothing on a computer without a sound device; Chromium plays into the void. */
let hasSound = false;

const heard = (fact: string, look: () => Promise<void>): void =>
  test(fact, async ({ skip }) => {
    skip(!hasSound, 'there is no sound device');
    await look();
  });

beforeAll(async () => {
  server = await startSpeechServer();
  const tab = await session.browser.openExtension('options.html');
  const model = { id: 'scripted', name: 'Scripted', preset: 'custom', baseUrl: `${server.url}/v1`, model: 'scripted' };
  await saveConnection(tab, model, '');
  hasSound = await tab.evaluate(async () => {
    const context = new AudioContext();
    await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, 3_000))]);
    const { state } = context;
    await context.close();
    return state === 'running';
  });
  if (session.browser.name === 'chromium') expect(hasSound).toBe(true);
  await tab.raw.close();
});
afterAll(() => server?.close());
beforeEach(async () => {
  server.forget();
  for (const name of Object.keys(server.script))
    if (!(name in speechDefaults)) Reflect.deleteProperty(server.script, name);
  Object.assign(server.script, speechDefaults);
  await speakWith('connection');
});

/** Ten sentences of about a second each. */
const sentences = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'].map(
  (number) => `这是答案里的第${number}句话，说明山有多高。`,
);

heard('an answer is read while it comes: in order, each sentence once, with the sentence marked', async () => {
  const tab = await openAsked({ answers: [sentences.join('')], wordMs: 60, msPerLetter: 30 });
  await readAloud(tab);
  const marks = new Set<string>();
  await tab.panel.until(
    'all is read',
    async () => {
      const mark = (await tab.panel.probe('.pd-spoken-marks'))?.attributes[0];
      if (mark?.['data-from']) marks.add(mark['data-from']);
      return (server.speeches.length >= 11 && (await tab.panel.count('.pd-transport')) === 0) || undefined;
    },
    25_000,
  );
  const said = server.speeches.map(({ text }) => text).join('');
  expect(said).toBe(sentences.join(''));
  expect(marks.size).toBeGreaterThanOrEqual(9);
  expect(tab.raw.errors).toEqual([]);
  await tab.raw.close();
});

heard('a pause stops the sound, the next sentence follows a press, and a stop asks for nothing more', async () => {
  const tab = await openAsked({ answers: [sentences.join('')], msPerLetter: 100 });
  await ended(tab);
  await readAloud(tab);
  await tab.panel.find('.pd-transport[data-state=speaking]');
  await tab.panel.says('Voice of your connection');
  await tab.panel.click({ css: 'button', says: 'Pause' });
  await tab.panel.find('.pd-transport[data-state=paused]');
  const held = await spokenFrom(tab);
  await pause(2_500); // longer than the clause
  expect(await spokenFrom(tab)).toBe(held);
  await tab.panel.click({ css: 'button', says: 'Next sentence' });
  await tab.panel.until('the next one is spoken', async () => (await spokenFrom(tab)) > held || undefined);
  const second = await spokenFrom(tab);
  await tab.panel.click({ css: 'button', says: 'Previous sentence' });
  await tab.panel.until('the one before is spoken', async () => (await spokenFrom(tab)) < second || undefined);
  await tab.panel.click({ css: '.pd-transport button', says: 'Stop reading' });
  await tab.panel.lacks('.pd-transport');
  await pause(300);
  const asked = server.speeches.length;
  await pause(1_500);
  expect(server.speeches.length).toBe(asked);
  expect(asked).toBeLessThanOrEqual(5);
  await tab.raw.close();
});

heard('a pressed sentence is spoken from', async () => {
  // Not spoken before: of what was, the last clips are kept, and nobody is asked for those.
  const others = sentences.map((each) => each.replace('答案', '清单'));
  const tab = await openAsked({ answers: [others.map((each) => `- ${each}`).join('\n')], msPerLetter: 200 });
  await ended(tab);
  await readAloud(tab);
  await tab.panel.find('.pd-transport[data-state=speaking]');
  await tab.panel.click({ css: '.pd-spoken li', says: '第六句' });
  await tab.panel.until('the sixth is spoken', async () => {
    return server.speeches.some(({ text }) => text.includes('第六句')) || undefined;
  });
  await tab.panel.until('it is marked', async () => (await spokenFrom(tab)) > 90 || undefined);
  await tab.raw.press('Escape');
  await tab.panel.lacks('.pd-transport');
  await tab.raw.close();
});

heard('a service that fails half-way is replaced by the voice of the browser, and the reason is said', async () => {
  const tab = await openAsked({ answers: [sentences.join('')], msPerLetter: 20 });
  await ended(tab);
  await readAloud(tab);
  await tab.panel.find('.pd-transport[data-state=speaking]');
  Object.assign(server.script, { speakFails: 'serverFailed' });
  // A browser without voices cannot go on: then both reasons are there, and a way to the settings.
  await tab.panel.says(/127\.0\.0\.1:\d+ failed to answer\./, 15_000);
  await tab.panel.until('the browser goes on, or has no voice', async () => {
    const text = await tab.panel.text('.pd-transport');
    return /The browser's voice goes on|no voice for this language/.test(text) || undefined;
  });
  await tab.raw.close();
});

heard('one tab reads at a time, and the other says so', async () => {
  const script = { answers: [sentences.join('')], msPerLetter: 100 };
  const [one, other] = [await openAsked(script), await openAsked(script, 'baidu-results')];
  await ended(one);
  await ended(other);
  await readAloud(other);
  await other.panel.find('.pd-transport[data-state=speaking]');
  await readAloud(one);
  await one.panel.find('.pd-transport[data-state=speaking]');
  await other.panel.says('Another tab is reading aloud now.');
  await other.panel.click({ css: 'button', says: 'Read here' });
  await other.panel.find('.pd-transport[data-state=speaking]');
  await one.panel.says('Another tab is reading aloud now.');
  await one.raw.close();
  await other.raw.close();
});

heard('a background that the browser stops goes on with the sentence', async () => {
  const tab = await openAsked({ answers: [sentences.join('')], msPerLetter: 100 });
  await ended(tab);
  await readAloud(tab);
  await tab.panel.until('the second is spoken', async () => (await spokenFrom(tab)) > 0 || undefined);
  const from = await spokenFrom(tab);
  await session.browser.stopBackground();
  await tab.panel.until('a later one is spoken', async () => (await spokenFrom(tab)) > from || undefined, 15_000);
  expect(await tab.panel.count('.pd-transport[data-state=failed]')).toBe(0);
  await tab.raw.close();
});

/** An answer as this script has it: what was answered before is asked again. */
async function openAsked(script: Partial<SpeechScript>, name = 'google-results'): Promise<Tab> {
  const tab = await openFixture(session.browser, name);
  await ended(tab);
  Object.assign(server.script, script);
  server.forget();
  await tab.panel.click({ css: '.pd-actions button', says: 'Answer again' });
  await tab.panel.until('it is asked', async () => server.questions.length > 0 || undefined);
  await tab.panel.says('这是');
  return tab;
}

/** Presses the button, again where it has moved away as the answer grew. */
async function readAloud(tab: Tab): Promise<void> {
  await tab.panel.until('something is read', async () => {
    await tab.panel.click({ css: '.pd-actions button', says: 'Read aloud' });
    return tab.panel.find('.pd-transport', 1_500).catch(() => undefined);
  });
}

/** Offset of what is marked; -1: nothing. */
async function spokenFrom(tab: Tab): Promise<number> {
  return Number((await tab.panel.probe('.pd-spoken-marks'))?.attributes[0]?.['data-from'] ?? -1);
}

/** As the options page would store it. */
async function speakWith(speaker: 'browser' | 'connection'): Promise<void> {
  const tab = await session.browser.openExtension('options.html');
  await tab.evaluate(async (wanted) => {
    // biome-ignore lint/suspicious/noExplicitAny: the page's own globals
    const page = globalThis as any;
    const { runtime } = page.browser ?? page.chrome;
    const { reply } = await runtime.sendMessage({ call: 'surface.settings', request: {} });
    const { preferences } = reply;
    preferences.voice.speaker = wanted;
    preferences.voice.speakWith = { connectionId: 'scripted', model: 'scripted-speaks', voice: 'tone' };
    await runtime.sendMessage({ call: 'options.savePreferences', request: { preferences } });
  }, speaker);
  await tab.raw.close();
}
