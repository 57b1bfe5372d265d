import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowsers } from '../tools/browsers.ts';
import { build } from '../tools/build.ts';
import type { Figure } from './voice-figures.ts';

const usage = `Delays, gaps, order and silence of the voice, in a real Chromium with a made microphone and a local server whose own
delays are known. Prints JSON; ends with 1 when a bar is not kept.
  --turns 50      push-to-talk turns
  --noise 60      seconds of noise and clicks, hands free
  --only NAME     turns, order, stopping, noise, twoTabs or breakingIn; again for more
  --no-build      the test build that is there
`;

/** The task `bench:voice`. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      turns: { type: 'string', default: '50' },
      noise: { type: 'string', default: '60' },
      only: { type: 'string', multiple: true },
      build: { type: 'boolean', default: true },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (!(await ensureBrowsers(['chromium'])).chromium) return 1;
  if (values.build) {
    const { code, output } = await build('chrome', 'test');
    if (code !== 0) {
      process.stderr.write(output);
      return 1;
    }
  }
  const figures = await measure({ turns: Number(values.turns), noise: Number(values.noise), only: values.only });
  const machine = { cores: cpus().length, load: loadavg().map((load) => Math.round(load * 10) / 10) };
  process.stdout.write(`${JSON.stringify({ machine, figures }, null, 2)}\n`);
  return figures.some(({ kept }) => kept === false) ? 1 : 0;
}

async function measure(how: { turns: number; noise: number; only: string[] | undefined }): Promise<Figure[]> {
  // Here and not above: they load the browsers' drivers, which nothing before needs.
  const { launch } = await import('../e2e/browser.ts');
  const { startSpeechServer } = await import('../e2e/speech-server.ts');
  const { recorded, writeRecording } = await import('../e2e/spoken-wav.ts');
  const scenes = await import('./voice-scenes.ts');
  const { breakingIn } = await import('./voice-break-in.ts');
  const { turns } = await import('./voice-turns.ts');
  const { setStage } = await import('./voice-stage.ts');
  const folder = mkdtempSync(join(tmpdir(), 'pangda-voice-'));
  const microphone = join(folder, 'microphone.wav');
  writeRecording(microphone, recorded([{ kind: 'silence', ms: 1_000 }], 48_000));
  const server = await startSpeechServer();
  const browser = await launch('chromium', { microphone, microphoneIsAllowed: true });
  try {
    const stage = await setStage(browser, server, microphone);
    const all: [name: string, play: () => Promise<Figure[]>][] = [
      ['turns', () => turns(stage, how.turns)],
      ['order', () => scenes.order(stage)],
      ['stopping', () => scenes.stopping(stage, 8)],
      ['noise', () => scenes.noise(stage, how.noise)],
      ['twoTabs', () => scenes.twoTabs(stage, 4)],
      ['breakingIn', () => breakingIn(stage, 6)],
    ];
    const figures: Figure[] = [];
    for (const [name, play] of all) {
      if (how.only && !how.only.includes(name)) continue;
      process.stderr.write(`${name} …\n`);
      figures.push(...(await play()));
    }
    return figures;
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  }
}
