import { speechDefaults } from '../e2e/speech-server.ts';
import type { Stretch } from '../e2e/spoken-wav.ts';
import { pause } from '../e2e/tab.ts';
import { type Figure, figure } from './voice-figures.ts';
import { hold, long, openPage, other, readingIsOver, type Stage, says, server, until } from './voice-stage.ts';
import { lastPointerUp, playedIn, silentFrom, watchSound } from './voice-watch.ts';

/** A long answer read to its end: order, and the pauses between sentences. */
export async function order(stage: Stage): Promise<Figure[]> {
  const { server: speech } = stage;
  speech.forget();
  speech.script = { ...speechDefaults, ...server, msPerLetter: 45, answers: [long], heard: ['介绍一下这座山。'] };
  says(stage, [
    { kind: 'speech', ms: 900 },
    { kind: 'silence', ms: 9_000 },
  ]);
  const tab = await openPage(stage);
  const { upMs } = await hold(tab, 1_000);
  await until(tab, 'it is spoken', () => speech.speeches[0]);
  await readingIsOver(tab);
  await tab.raw.close();
  const played = playedIn(await stage.host.notes()).filter(({ fromMs }) => fromMs > upMs);
  const gaps = played.slice(1).map(({ startSeconds }, index) => {
    const { text = '', endSeconds = Number.NaN } = played[index] ?? {};
    return { ms: (startSeconds - endSeconds) * 1_000, isBetween: /[。！？.!?]$/.test(text) };
  });
  const gapsOf = (between: boolean) => gaps.filter(({ isBetween }) => isBetween === between).map(({ ms }) => ms);
  const said = played.map(({ text }) => text).join('');
  const wanted = long.replace(/\[\d+\]/g, '');
  const isInOrder = letters(said) === letters(wanted);
  return [
    figure(
      'sentences out of order, lost or said twice',
      [isInOrder ? 0 : 1],
      {
        words: 'none',
        keeps: ({ most }) => most === 0,
      },
      `${played.length} parts were played`,
    ),
    figure('silence between two sentences, on the audio clock', gapsOf(true), {
      words: '80 to 200, never above 400',
      keeps: ({ least, p95, most }) => least >= 80 && p95 <= 200 && most <= 400,
    }),
    figure('silence within a sentence, after its first clause', gapsOf(false), {
      words: 'at most 200',
      keeps: ({ most }) => most <= 200,
    }),
  ];
}

const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/** Stop while a sentence is heard, again and again. */
export async function stopping(stage: Stage, count: number): Promise<Figure[]> {
  const { server: speech, browser } = stage;
  speech.forget();
  speech.script = {
    ...speechDefaults,
    ...server,
    firstWordMs: 50,
    speakMs: 50,
    msPerLetter: 80,
    answers: [long],
    heard: ['这座山在哪里？'],
  };
  says(stage, [
    { kind: 'speech', ms: 900 },
    { kind: 'silence', ms: 9_000 },
  ]);
  const tab = await openPage(stage);
  const silent: number[] = [];
  const later: number[] = [];
  let hasAnswer = false;
  for (let turn = 0; turn < count; turn++) {
    const fromMs = Date.now();
    if (hasAnswer) await tab.panel.click('[aria-label="Read aloud"]');
    else await hold(tab, 1_000);
    hasAnswer = true;
    await tab.panel.until(
      'it is heard',
      async () => {
        return playedIn(await stage.host.notes()).some((each) => each.fromMs > fromMs) || undefined;
      },
      20_000,
    );
    if (turn === 0) await watchSound(browser);
    await pause(400 + 130 * turn);
    await tab.panel.click('.pd-transport [aria-label="Stop reading"]');
    const upMs = await lastPointerUp(tab);
    await pause(1_200);
    const atMs = await silentFrom(browser, upMs, 500);
    if (atMs !== undefined) silent.push(atMs - upMs);
    later.push(playedIn(await stage.host.notes()).filter((each) => each.fromMs > upMs + 100).length);
  }
  await tab.raw.close();
  return [
    figure(
      'stop → silence',
      silent,
      { words: 'at most 100', keeps: ({ most }) => most <= 100 },
      'heard at the loudspeaker',
    ),
    figure('sentences begun after stop', later, { words: 'none', keeps: ({ most }) => most === 0 }),
  ];
}

/** Hands free, a fan, hiss, keys and knocks. By halves: after 40 s without a word the microphone goes off by itself. */
export async function noise(stage: Stage, seconds: number): Promise<Figure[]> {
  const { server: speech } = stage;
  speech.forget();
  const ms = seconds * 500;
  const halves: Stretch[][] = [
    [
      { kind: 'noise', ms: ms / 2, level: 0.05 },
      { kind: 'noise', ms: ms / 2, level: 0.25, colour: 'fan' },
    ],
    [
      { kind: 'clicks', ms: ms / 2, everyMs: 400, level: 0.5 },
      { kind: 'clicks', ms: ms / 2, everyMs: 150 },
    ],
  ];
  let listenedMs = 0;
  for (const half of halves) {
    says(stage, half, 7);
    const tab = await openPage(stage);
    await tab.panel.click('.pd-mic');
    await tab.panel.find('.pd-captions[data-phase=listening]', 20_000);
    await tab.panel.click({ css: '.pd-captions button', says: 'Hands free' });
    const fromMs = performance.now();
    let lastMs = 0;
    while (performance.now() - fromMs < ms) {
      await pause(250);
      if ((await tab.panel.count('.pd-captions[data-phase=listening]')) > 0) lastMs = performance.now() - fromMs;
    }
    listenedMs += lastMs;
    await tab.raw.press('Escape');
    await tab.raw.close();
  }
  return [
    figure(
      'turns begun by noise and clicks',
      [speech.transcriptions.length + speech.questions.length],
      { words: 'none', keeps: ({ most }) => most === 0 && listenedMs > ms * 1.8 },
      `listened for ${Math.round(listenedMs / 1_000)} s`,
    ),
  ];
}

const spokenOther = other.replace(/\[\d+\]/g, '');

/** Two tabs that both read aloud: the one that was pressed last speaks. */
export async function twoTabs(stage: Stage, count: number): Promise<Figure[]> {
  const { server: speech } = stage;
  speech.forget();
  speech.script = {
    ...speechDefaults,
    ...server,
    firstWordMs: 20,
    speakMs: 60,
    msPerLetter: 60,
    answers: [long, other],
    heard: ['怎样登上这座山？', '怎样渡过这条河？'],
  };
  says(stage, [
    { kind: 'speech', ms: 900 },
    { kind: 'silence', ms: 9_000 },
  ]);
  const tabs = [await openPage(stage), await openPage(stage, 'google-results')];
  const fromMs = Date.now();
  for (const tab of tabs) {
    await tab.raw.evaluate('window.focus()');
    await hold(tab, 1_000);
    await tab.panel.find('.pd-transport', 20_000);
    await pause(1_500);
  }
  for (let turn = 0; turn < count; turn++) {
    await tabs[turn % 2]?.panel.click({ css: '.pd-transport button', says: 'Read here' });
    await pause(1_500);
  }
  const played = playedIn(await stage.host.notes()).filter((each) => each.fromMs > fromMs);
  const ofSecond = played.map(({ text }) => spokenOther.includes(text));
  const changes = ofSecond.filter((isSecond, index) => index > 0 && isSecond !== ofSecond[index - 1]).length;
  const together = played.flatMap((one, index) =>
    played.slice(index + 1).map((later) => Math.max(0, Math.min(one.toMs, later.toMs) - later.fromMs)),
  );
  for (const tab of tabs) await tab.raw.close();
  return [
    figure(
      'two speakers at once',
      together,
      {
        words: 'at most the 60 of a fade, and both speak in turn',
        keeps: ({ most }) => most <= 60 && changes >= count,
      },
      `the two tabs took over from each other ${changes} times`,
    ),
  ];
}
