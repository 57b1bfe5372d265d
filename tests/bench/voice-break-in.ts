import { speechDefaults } from '../e2e/speech-server.ts';
import { pause } from '../e2e/tab.ts';
import { type Figure, figure } from './voice-figures.ts';
import { long, openPage, type Stage, says, server, until } from './voice-stage.ts';
import { firstHeard, playedIn, watchMicrophone } from './voice-watch.ts';

/** Hands free, somebody speaks while an answer is played: when it gets softer and silent; and when nobody does. */
export async function breakingIn(stage: Stage, count: number): Promise<Figure[]> {
  const { server: speech, browser } = stage;
  const softer: number[] = [];
  const silent: number[] = [];
  const alone: number[] = [];
  for (let turn = 0; turn < count; turn++) {
    speech.forget();
    const heard = [`这座山的第${turn + 1}个名字是什么`, '那有多少人登顶过', '不用了'];
    speech.script = { ...speechDefaults, ...server, msPerLetter: 250, answers: [long], heard };
    says(stage, [
      { kind: 'silence', ms: 500 },
      { kind: 'speech', ms: 1_200 },
      { kind: 'silence', ms: 60_000 },
    ]);
    const tab = await openPage(stage);
    await tab.panel.click('.pd-mic');
    await tab.panel.find('.pd-captions[data-phase=listening]', 20_000);
    await tab.panel.click({ css: '.pd-captions button', says: 'Hands free' });
    await until(tab, 'it is asked', () => speech.questions[0]);
    says(stage, [
      { kind: 'silence', ms: 4_000 + 170 * turn },
      { kind: 'speech', ms: 1_800, pitch: 130 + 25 * turn },
      { kind: 'silence', ms: 60_000 },
    ]);
    await watchMicrophone(browser);
    const fromMs = Date.now();
    const noteOf = async (now: string) =>
      (await stage.host.notes()).find((note) => note.now === now && note.atMs > fromMs)?.atMs;
    const heldMs = await tab.panel.until('it is silent', () => noteOf('held'), 20_000);
    const duckedMs = (await noteOf('ducked')) ?? Number.NaN;
    await pause(100);
    const onsetMs = (await firstHeard(browser, fromMs)) ?? Number.NaN;
    softer.push(duckedMs - onsetMs);
    silent.push(heldMs - onsetMs);
    alone.push(duckedMs < onsetMs || playedIn(await stage.host.notes()).length === 0 ? 1 : 0);
    await tab.raw.press('Escape');
    await tab.raw.close();
  }
  return [
    figure('somebody speaks into it → it is softer', softer, {
      words: 'at most 450',
      keeps: ({ most }) => most <= 450,
    }),
    figure('somebody speaks into it → it is silent', silent),
    figure('interrupted before anybody spoke', alone, { words: 'never', keeps: ({ most }) => most === 0 }),
  ];
}
