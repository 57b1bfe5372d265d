import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowsers } from '../tools/browsers.ts';
import { build } from '../tools/build.ts';
import { root, run as runProcess } from '../tools/processes.mjs';
import { type Figure, figuresOf } from './speed/figures.ts';
import { Medians, type Sample } from './speed/samples.ts';
import type { Stage } from './speed/stage.ts';
import { tableOf } from './speed/table.ts';

const usualStreams = '120@100,2000@100,8000@100,1000,2000,8000,40000';
const quickStreams = '120@100,1000,2000,8000';

const usage = `The release build in a real Chromium, beside a floor extension that shows plain text and does nothing else, a browser
without any extension, and the finished answer put into the page as plain blocks. Pages and streams are local.
Prints a table and writes .output/bench/report.json; ends with 1 when a bar is not kept.
  --rounds 5           of each, in turn; the figures are their medians
  --only PART,PART     sizes, start, evaluation, stream, tabs, reading, ledger; the default is all
  --streams LIST       TOKENS or TOKENS@PER_SECOND, default ${usualStreams}
  --tabs 50            at once
  --records 50000      in the ledger
  --quick              one round, streams ${quickStreams}, 10 tabs, no ledger
  --no-build           the release build that is there
Real saved pages are used besides our own where PANGDA_MATERIAL names a folder that has them. Close other programs: all
times are the clock's, and only CPU figures leave other work out.
`;

const parts = ['sizes', 'start', 'evaluation', 'stream', 'tabs', 'reading', 'ledger'] as const;
type Part = (typeof parts)[number];

interface Plan {
  only: readonly Part[];
  rounds: number;
  streams: string[];
  tabs: number;
  records: number;
}

/** The task `bench`. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      rounds: { type: 'string' },
      only: { type: 'string' },
      streams: { type: 'string' },
      tabs: { type: 'string' },
      records: { type: 'string', default: '50000' },
      quick: { type: 'boolean', default: false },
      build: { type: 'boolean', default: true },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const { quick } = values;
  const usual = quick ? parts.filter((part) => part !== 'ledger') : parts;
  const plan: Plan = {
    only: values.only ? parts.filter((part) => values.only?.split(',').includes(part)) : usual,
    rounds: Number(values.rounds ?? (quick ? 1 : 5)),
    streams: (values.streams ?? (quick ? quickStreams : usualStreams)).split(','),
    tabs: Number(values.tabs ?? (quick ? 10 : 50)),
    records: Number(values.records),
  };
  if (plan.only.length === 0) {
    process.stderr.write(`No part ${values.only}; there are ${parts.join(', ')}.\n`);
    return 2;
  }
  const { chromium } = await ensureBrowsers(['chromium']);
  if (!chromium) return 1;
  if (values.build) {
    const { code, output } = await build('chrome', 'release');
    if (code !== 0) {
      process.stderr.write(output);
      return 1;
    }
  }
  const about = await machine(chromium, plan);
  // After each sample, so that a run that is stopped was not in vain.
  const samples = await measure(chromium, plan, (soFar) => void write(soFar, about()));
  return report(samples, about());
}

async function measure(executable: string, plan: Plan, keep: (soFar: readonly Sample[]) => void): Promise<Sample[]> {
  // Here and not above: they load a browser's driver and a bundler, which nothing before needs.
  const { startWeb } = await import('../e2e/web.ts');
  const { startTokenServer } = await import('./speed/token-server.ts');
  const { subjectsIn, releaseFolder } = await import('./speed/subjects.ts');
  const { sizesOf } = await import('./speed/sizes.ts');
  const web = await startWeb();
  const server = await startTokenServer();
  const folder = mkdtempSync(join(tmpdir(), 'pangda-bench-'));
  const samples: Sample[] = [];
  const take = (sample: Sample) => {
    samples.push(sample);
    keep(samples);
  };
  const stage: Stage = {
    ...{ executable, web, server, folder, take },
    subjects: subjectsIn(folder, server.url),
    rounds: plan.rounds,
  };
  const play: Record<Part, () => Promise<void>> = {
    sizes: async () => {
      for (const { what, raw, packed } of sizesOf(releaseFolder))
        take({ part: 'sizes', key: what, subject: 'ours', round: 0, values: { raw, packed } });
    },
    start: async () => (await import('./speed/start.ts')).start(stage),
    evaluation: async () => (await import('./speed/evaluation.ts')).evaluation(stage),
    stream: async () => (await import('./speed/stream.ts')).stream(stage, plan.streams),
    tabs: async () => (await import('./speed/tabs.ts')).tabs(stage, plan.tabs),
    reading: async () => (await import('./speed/reading.ts')).reading(stage),
    ledger: async () => (await import('./speed/ledger-part.ts')).ledgerPart(stage, plan.records),
  };
  try {
    for (const part of plan.only) {
      process.stderr.write(`${part} …\n`);
      await play[part]();
    }
    return samples;
  } finally {
    await web.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What it runs on; gives how long it has run and how busy the machine is, at the time it is asked. */
async function machine(chromium: string, plan: Plan) {
  const startedMs = Date.now();
  const { output } = await runProcess(chromium, ['--version'], { quiet: true });
  return () => ({
    date: new Date().toISOString(),
    browser: /Chrom\w+ [\d.]+|Edg\w* [\d.]+/.exec(output)?.[0] ?? output.trim(),
    cores: cpus().length,
    processor: cpus()[0]?.model,
    // Above the number of cores, something waited; the bench itself needs about one and a half.
    load: loadavg().map((load) => Math.round(load * 10) / 10),
    minutes: Math.round((Date.now() - startedMs) / 6000) / 10,
    ...plan,
  });
}

type About = ReturnType<Awaited<ReturnType<typeof machine>>>;

/** Figures, samples and what they were measured on, into .output/bench/report.json. */
function write(samples: readonly Sample[], about: About): Figure[] {
  const figures = figuresOf(new Medians(samples));
  const folder = join(root, '.output/bench');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'report.json'), JSON.stringify({ about, figures, samples }, null, 1));
  return figures;
}

function report(samples: readonly Sample[], about: About): number {
  const figures = write(samples, about);
  const { date, browser, cores, load, rounds, minutes } = about;
  const kept = figures.filter((figure) => figure.kept).length;
  const missed = figures.filter((figure) => figure.kept === false).length;
  process.stdout.write(
    `${date.slice(0, 10)}, ${browser}, ${cores} cores, load ${load.join(' ')}, rounds ${rounds}, ${minutes} minutes\n\n` +
      `${tableOf(figures)}\n\n${kept} bars kept, ${missed} not\n`,
  );
  return missed > 0 ? 1 : 0;
}
