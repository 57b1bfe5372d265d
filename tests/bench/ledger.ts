/**
 * The ledger with many records, in a real Chromium: `node tests/bench/ledger.ts [records, default 50000]`.
 * Prints one line a figure. Bars: first page < 1 s, search < 300 ms, whole chain < 10 s. `cpu`: milliseconds that all of
 * the browser's processes worked for it (Linux only); on a quiet machine the wall clock is at most that.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium } from 'playwright';
import { build } from 'vite';
import { findBrowser, sandboxArguments } from '../tools/browsers.ts';
import { root } from '../tools/processes.mjs';
import type { Bench } from './ledger-page.ts';

/** Epoch milliseconds: a day in the middle. */
const day = 1_700_000_000_000 + 10_000 * 60_000;
const records = Number(process.argv[2] ?? 50_000);
const folder = mkdtempSync(join(tmpdir(), 'pangda-ledger-bench-'));
await build({
  root,
  logLevel: 'error',
  configFile: false,
  publicDir: false,
  worker: { format: 'es' },
  build: {
    outDir: join(folder, 'page'),
    rollupOptions: {
      input: join(root, 'tests/bench/ledger-page.ts'),
      output: { entryFileNames: 'page.js' },
    },
  },
});
/** The page's script, and that of its threads. */
const scripts = [join(folder, 'page'), join(folder, 'page/assets')];
const server = createServer((request, response) => {
  const file = scripts.map((each) => join(each, basename(request.url ?? ''))).find(existsSync);
  const isScript = request.url?.endsWith('.js') && file !== undefined;
  response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' });
  response.end(isScript ? readFileSync(file) : '<!doctype html><script type="module" src="/page.js"></script>');
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const executablePath = await findBrowser('chromium');
const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
  ...(executablePath && { executablePath }),
  args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', ...sandboxArguments],
});
try {
  const page = await context.newPage();
  page.on('pageerror', (error) => say('page error', error.message));
  const load = async () => {
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction('globalThis.bench');
  };
  const run = async (name: keyof Bench, ...values: unknown[]): Promise<unknown> => {
    const before = workedMs();
    const figures = await page.evaluate(`bench.${name}(...${JSON.stringify(values)})`);
    return { ...(figures as object | undefined), cpu: workedMs() - before };
  };
  await load();
  for (let from = 0; from < records; from += 10_000) {
    const count = Math.min(10_000, records - from);
    say(`append ${from + 1} to ${from + count}`, await run('fill', from, count));
  }
  say('append one at a time, ms', await run('appendOne', records));
  await load();
  say('open: first page, one record, one look-up', await run('open'));
  say('how many, and which models', await run('overview'));
  const words = [
    '一',
    '鸭嘴兽',
    '鸭嘴',
    'the',
    'Ornithorhynchus',
    'nowhere',
    '一丞',
    'the 1en',
    '鸭嘴兽 一',
    'the nowhere',
  ];
  for (const word of words) say(`search ${word}`, await run('search', word));
  say('search the, not found only, one model', await run('search', 'the', { verdict: 'notFound', model: 'model-3' }));
  say('search the, a filter that fits nothing', await run('search', 'the', { model: 'none' }));
  say('filter without text that fits nothing', await run('search', '', { model: 'none' }));
  say('filter by site and a day', await run('search', '', { site: 'baidu', fromMs: day, toMs: day + 86_400_000 }));
  await run('longest');
  say('verify the chain', await run('verify'));
  say('the page was busy meanwhile for at most', await run('longest'));
  await run('tamper', Math.floor(records / 2));
  say('verify after one bit was changed', await run('verify'));
  say('export, and verify the file', await run('exported'));
  say('delete one', await run('removeOne', 'id-77'));
  say('delete a site', await run('removeSite'));
  say('search the, while it is swept', await run('search', 'the'));
  say('verify while it is swept', await run('verify'));
  say('swept to the end after', await run('swept'));
  say('delete a time', await run('removeTime', 0, 1_700_000_000_000 + (records / 10) * 60_000));
  say('delete all', await run('removeAll'));
  say('swept to the end after', await run('swept'));
  say('verify what is left', await run('verify'));
} finally {
  await context.close();
  server.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function say(what: string, figure: unknown): void {
  process.stdout.write(`${what.padEnd(46)} ${JSON.stringify(figure)}\n`);
}

/** CPU time of this process's descendants, in ms; 0 where /proc tells nothing. A clock tick is 10 ms. */
function workedMs(): number {
  const all = new Map<number, { parent: number; ticks: number }>();
  for (const name of process.platform === 'linux' ? readdirSync('/proc') : []) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      all.set(Number(name), { parent: fields[1] ?? 0, ticks: (fields[11] ?? 0) + (fields[12] ?? 0) });
    } catch {
      // ended meanwhile
    }
  }
  const isOurs = (pid: number): boolean => {
    const parent = all.get(pid)?.parent ?? 0;
    return parent === process.pid || (parent > 1 && isOurs(parent));
  };
  return [...all].filter(([pid]) => isOurs(pid)).reduce((sum, [, { ticks }]) => sum + ticks * 10, 0);
}
