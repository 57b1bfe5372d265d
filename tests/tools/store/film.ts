import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ended } from '../../e2e/model.ts';
import { pause, type Tab } from '../../e2e/tab.ts';
import { answers } from './answers.ts';
import { type Frame, gifOf, type PointerAt } from './gif.ts';
import { doubtful } from './pictures.ts';
import { type Look, setStage } from './stage.ts';

/** What is seen in each language: a page, its answer, and a question that is spoken with its own. */
const plays = {
  en: {
    look: { language: 'en', theme: 'light', width: 1160, height: 680 },
    page: 'google-results',
    answer: answers.google,
    spoken: 'How long does the climb take?',
    followUp: answers.googleFollowUp,
    lastWords: 'the thin air',
  },
  'zh-CN': {
    look: { language: 'zh-CN', theme: 'light', width: 1240, height: 720 },
    page: 'baidu-results',
    answer: answers.baidu,
    spoken: '火车票什么时候开始卖？',
    followUp: answers.baiduFollowUp,
    lastWords: '27日下午',
  },
} as const satisfies Record<string, Play>;

interface Play {
  look: Look;
  page: string;
  answer: string;
  spoken: string;
  followUp: string;
  /** Of the answer to what was spoken. */
  lastWords: string;
}

/** px across, in the page that shows the film. */
const filmWidth = 900;

/** Some twenty seconds of use, once in each language. */
export async function makeFilms(out: string): Promise<void> {
  mkdirSync(join(out, 'film'), { recursive: true });
  for (const language of Object.keys(plays) as (keyof typeof plays)[])
    writeFileSync(join(out, 'film', `${language}.gif`), await makeFilm(language));
}

/** The film in one language, as a GIF. */
export async function makeFilm(language: keyof typeof plays): Promise<Uint8Array> {
  const { frames, pointer } = await filmed(plays[language]);
  return gifOf(frames, pointer, filmWidth);
}

/** Plays it in a real browser, in real time: the page, the answer with its marks, the evidence, a spoken question. */
async function filmed(play: Play): Promise<{ frames: Frame[]; pointer: PointerAt[] }> {
  const stage = await setStage(play.look);
  const [frames, pointer]: [Frame[], PointerAt[]] = [[], []];
  try {
    const { script } = stage.server;
    Object.assign(script, { firstWordMs: 900, wordMs: 40, heard: [play.spoken], transcribeMs: 400 });
    const tab = await stage.open(play.page, play.answer);
    script.answers = [play.answer, play.followUp];
    const stop = await tab.raw.film?.((png, atS) => frames.push({ png, atMs: atS * 1000 }));
    const hand = handIn(tab, pointer, { x: play.look.width / 2, y: play.look.height * 0.8 });
    await ended(tab);
    await pause(700);
    await hand.goTo(doubtful);
    await tab.panel.find('.pd-floating');
    await pause(2_200);
    await hand.goTo('.pd-trust, .pd-bar'); // not over the card, which would stay
    await tab.panel.lacks('.pd-floating');
    await hand.goTo('.pd-mic');
    await pause(300);
    await hand.press();
    await tab.panel.find('.pd-captions[data-phase=listening]', 20_000);
    await hand.goTo('.pd-mic'); // what is heard stands above it and has moved it
    await pause(1_000);
    await hand.press();
    await tab.panel.says(play.spoken);
    // Looking for more than words would scroll the answer away.
    await tab.panel.says(play.lastWords, 20_000);
    await pause(1_500);
    await stop?.();
    return { frames, pointer };
  } finally {
    await stage.close();
  }
}

/** A hand on the mouse: it takes its time, and its way is kept. */
function handIn(tab: Tab, track: PointerAt[], start: { x: number; y: number }) {
  let [x, y] = [start.x, start.y];
  const steps = 14;
  return {
    async goTo(target: string): Promise<void> {
      const box = await tab.panel.find(target);
      const [fromX, fromY] = [x, y];
      for (let step = 1; step <= steps; step++) {
        // Slow at both ends, as hands are.
        const share = (1 - Math.cos((Math.PI * step) / steps)) / 2;
        x = fromX + (box.x + box.width / 2 - fromX) * share;
        y = fromY + (box.y + box.height / 2 - fromY) * share;
        await tab.raw.hoverAt(x, y);
        track.push({ atMs: Date.now(), x, y });
        await pause(40);
      }
    },
    press: () => tab.raw.clickAt(x, y),
  };
}
