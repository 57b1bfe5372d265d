import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { savedPage } from '../../e2e/web.ts';
import { root } from '../../tools/processes.mjs';
import { load } from './measured-browser.ts';
import { savedPages, writtenPages } from './pages.ts';
import type { Measure } from './reading-page.ts';
import { inBrowser, type Stage } from './stage.ts';
import { control } from './subjects.ts';
import { tokenScript } from './token-script.ts';

/** Tokens of the answer that is checked. */
const answerTokens = 2000;

/** How long it takes to read a page, to quote from it and to check an answer against it: in the browser, on its own DOM. */
export async function reading(stage: Stage): Promise<void> {
  const script = await builtScript(stage.folder);
  const answer = tokenScript(String(answerTokens)).tokens.join('');
  for (let round = 0; round < Math.min(stage.rounds, 3); round++) {
    await inBrowser(stage, control, `reading, round ${round + 1}`, async (browser) => {
      for (const page of [...writtenPages(), ...savedPages()]) {
        stage.web.serve(page.url, savedPage(page.html));
        const tab = await browser.newTab();
        await load(tab, page.url);
        await tab.evaluate(script);
        const measured = await tab.evaluate(`pangdaMeasure(${JSON.stringify(answer)})`);
        const values = measured as ReturnType<Measure>;
        if (values) stage.take({ part: 'reading', key: page.name, subject: 'ours', round, values });
        await tab.close();
      }
    });
  }
}

/** What is measured, as one script that a page can run. */
async function builtScript(folder: string): Promise<string> {
  const outDir = join(folder, 'reading');
  await build({
    root,
    logLevel: 'error',
    configFile: false,
    publicDir: false,
    build: {
      outDir,
      lib: {
        entry: join(root, 'tests/bench/speed/reading-page.ts'),
        formats: ['iife'],
        name: 'pangdaReading',
        fileName: () => 'reading.js',
      },
    },
  });
  return readFileSync(join(outDir, 'reading.js'), 'utf8');
}
