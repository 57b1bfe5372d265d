import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { send } from '../../e2e/ask.ts';
import { ended } from '../../e2e/model.ts';
import { pause, type Tab } from '../../e2e/tab.ts';
import { root } from '../processes.mjs';
import { answers } from './answers.ts';
import { type Look, type Stage, setStage } from './stage.ts';
import { type PictureName, pictureNames, readListing } from './texts.ts';
import { marquee, smallTile, tilePage } from './tiles.ts';

/** Both stores' size. */
const size = { width: 1280, height: 800 };
const languages = ['en', 'zh-CN'] as const;

/** How each picture comes about. Each gives its tab, ready to be taken; the order is that in which they are made. */
export const scenes: Record<PictureName, (stage: Stage) => Promise<Tab>> = {
  google: (stage) => answered(stage, 'google-results', answers.google),
  evidence: async (stage) => {
    const tab = await answered(stage, 'google-results', answers.google);
    await hover(tab, doubtful);
    await tab.panel.find('.pd-floating');
    await pause(400); // it fades in
    return tab;
  },
  baidu: (stage) => answered(stage, 'baidu-results', answers.baidu),
  zhihu: (stage) => answered(stage, 'zhihu-question', answers.zhihu),
  connections: async ({ browser }) => {
    const tab = await browser.openExtension('options.html');
    await tab.page.click('.pd-connection button');
    await tab.page.find('.pd-form input[name=model]');
    await tab.page.click('.pd-form-actions button:nth-of-type(2)');
    await tab.page.find('.pd-test[data-status=passed]');
    await tab.evaluate(() => {
      const top = document.querySelector('.pd-form')?.closest('section')?.getBoundingClientRect().top ?? 0;
      scrollBy({ top: top - 10, behavior: 'instant' });
    });
    return tab;
  },
  ledger: async ({ browser }) => {
    const tab = await browser.openExtension('ledger.html');
    await tab.page.click('.pd-ledger-row');
    await tab.page.find('article');
    await tab.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await tab.raw.hoverAt(5, 400);
    await pause(300);
    return tab;
  },
};

/** The mark of a sentence that its source does not bear out. */
export const doubtful =
  'article button.pd-verdict[data-verdict=partly], article button.pd-verdict[data-verdict=notFound]';

/** Everything a store shows, in both languages, and the icon. */
export async function makePictures(out: string): Promise<void> {
  for (const language of languages) {
    const folder = join(out, 'pictures', language);
    mkdirSync(folder, { recursive: true });
    const file = (name: PictureName) => join(folder, `${pictureNames.indexOf(name) + 1}-${name}.png`);
    await takeScenes({ language, theme: 'light', ...size }, pictureNames, file, async (stage) => {
      const { promotion } = await readListing(language);
      const panel = await panelPicture(stage, join(folder, 'panel.png'));
      for (const [name, tile] of [['promo-440x280', smallTile] as const, ['marquee-1400x560', marquee] as const]) {
        stage.browser.web.serve('https://tile.test/', tilePage(tile, promotion, language, panel));
        const tab = await stage.browser.open('https://tile.test/');
        await tab.raw.resize(tile.width, tile.height);
        await pause(300); // the fonts
        await tab.raw.screenshot(join(folder, `${name}.png`));
        await tab.raw.close();
      }
    });
  }
  copyFileSync(join(root, 'lib/public/icon/128.png'), join(out, 'pictures/icon-128.png'));
}

/** Takes the named scenes in one look; `then` may take more of the same stage. */
export async function takeScenes(
  look: Look,
  names: readonly PictureName[],
  file: (name: PictureName) => string,
  then?: (stage: Stage) => Promise<void>,
): Promise<void> {
  const stage = await setStage(look);
  try {
    for (const name of names) {
      const tab = await scenes[name](stage);
      await tab.raw.resize(look.width, look.height);
      await tab.raw.screenshot(file(name));
      await tab.raw.close();
    }
    await then?.(stage);
  } finally {
    await stage.close();
  }
}

async function answered(stage: Stage, page: string, answer: string): Promise<Tab> {
  // A question that was asked already would be answered from the record, and say so.
  const site = page.replace(/-.*/, '');
  const own = await stage.browser.openExtension('options.html');
  await send(own, { call: 'ledger.delete', request: { doomed: { kind: 'site', site } } });
  await own.raw.close();
  const tab = await stage.open(page, answer);
  await ended(tab);
  await tab.raw.hoverAt(5, 400);
  await pause(300);
  return tab;
}

/** Moves the pointer onto something in the panel. */
export async function hover(tab: Tab, target: string): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await tab.panel.find(target);
  const at = { x: x + width / 2, y: y + height / 2 };
  await tab.raw.hoverAt(at.x, at.y);
  return at;
}

/** The panel alone, as a data address for the tiles. */
async function panelPicture(stage: Stage, file: string): Promise<string> {
  const tab = await answered(stage, 'google-results', answers.google);
  await tab.raw.screenshot(file, await tab.page.find('pangda-panel'));
  await tab.raw.close();
  const picture = readFileSync(file).toString('base64');
  rmSync(file);
  return `data:image/png;base64,${picture}`;
}
