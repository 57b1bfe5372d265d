import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { browserNames, ensureBrowsers } from './browsers.ts';
import { build } from './build.ts';
import { root, run as runProcess } from './processes.mjs';

interface Count {
  passed: number;
  skipped: number;
  /** What failed, by name. */
  failures: string[];
}

/** The cheap and the telling ones first; what reads a build comes after it. */
const steps: Record<string, () => Promise<Count>> = {
  lint: () => command('format and lint', ['node_modules/@biomejs/biome/bin/biome', 'ci', '.']),
  types: async () => {
    await node(['node_modules/wxt/bin/wxt.mjs', 'prepare']);
    return command('types', ['node_modules/typescript/bin/tsc', '--noEmit']);
  },
  build: async () => {
    const counts = [];
    for (const browser of ['chrome', 'firefox'] as const) {
      counts.push(await told(`build for ${browser}`, () => build(browser, 'test')));
    }
    return sum(counts);
  },
  'firefox-lint': () => {
    return command("Firefox's linter", ['node_modules/addons-linter/bin/addons-linter', '.output/firefox-mv3']);
  },
  unit: () => vitest('unit', ['--config', 'tests/unit/vitest.config.ts']),
  silent: async () => {
    const found = await ensureBrowsers(browserNames);
    const runs = browserNames.map((name) => (found[name] ? e2e(`${name}-silent`) : missing));
    return sum(await Promise.all(runs));
  },
  e2e: async () => {
    const found = await ensureBrowsers(browserNames);
    // Side by side: much of each is waiting. Firefox has less to do, and Chromium takes up its place.
    const late = async () => [
      await (found.firefox ? e2e('firefox') : missing),
      await (found.chromium ? e2e('chromium', 'late') : missing),
    ];
    const [early, others] = await Promise.all([found.chromium ? e2e('chromium', 'early') : missing, late()]);
    return sum([early, ...others]);
  },
};

/** In the order they run; those of one line at the same time. */
const order = [['lint'], ['types'], ['build'], ['firefox-lint'], ['unit', 'silent'], ['e2e']];

/**
 * The tasks `verify` and `test`: runs every step, or only the named ones, even after a failure, and ends with one plain
 * line that counts them: each test, and each other check as one.
 */
export async function run(args: string[]): Promise<number> {
  const unknown = args.filter((name) => !Object.hasOwn(steps, name));
  if (unknown.length > 0) {
    process.stderr.write(`No step ${unknown.join(', ')}; there are ${Object.keys(steps).join(', ')}.\n`);
    return 2;
  }
  const counts: Count[] = [];
  for (const names of order) {
    const wanted = names.filter((name) => args.length === 0 || args.includes(name));
    counts.push(...(await Promise.all(wanted.map((name) => steps[name]?.() ?? nothing))));
  }
  const { passed, skipped, failures } = sum(counts);
  // Said once more where it is seen: there is much output in between.
  for (const name of failures) process.stdout.write(`\n✗ ${name}`);
  process.stdout.write(`\n${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  return failures.length === 0 ? 0 : 1;
}

const nothing: Count = { passed: 0, skipped: 0, failures: [] };

const sum = (counts: Count[]): Count => ({
  passed: counts.reduce((all, { passed }) => all + passed, 0),
  skipped: counts.reduce((all, { skipped }) => all + skipped, 0),
  failures: counts.flatMap(({ failures }) => failures),
});

const failure = (name: string): Count => ({ ...nothing, failures: [name] });

/** A browser that is not there has failed all its tests. */
const missing: Count = failure('a browser is missing');

/** End-to-end tests of a project, or of a part of its files. Only the longest run says what it does while it does it. */
function e2e(project: string, part?: 'early' | 'late'): Promise<Count> {
  const options = ['--config', 'tests/e2e/vitest.config.ts', '--project', project];
  const env: Record<string, string> = part ? { PANGDA_PART: part } : {};
  return vitest(`e2e-${project}${part ? `-${part}` : ''}`, options, { quiet: part !== 'early', env });
}

const node = (args: string[]) => runProcess(process.execPath, args, { quiet: true });
const command = (name: string, args: string[]) => told(name, () => node(args));

/** One check: a line when it passes, all it had to say when it does not. */
async function told(name: string, check: () => Promise<{ code: number; output: string }>): Promise<Count> {
  const start = Date.now();
  const { code, output } = await check();
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  process.stdout.write(code === 0 ? `✓ ${name} (${seconds} s)\n` : `✗ ${name} (${seconds} s)\n${output}\n`);
  return code === 0 ? { ...nothing, passed: 1 } : failure(name);
}

/** Runs vitest with its output shown (`quiet`: at the end), and counts from its own report. */
async function vitest(
  name: string,
  options: string[],
  { quiet = false, env = {} }: { quiet?: boolean; env?: Record<string, string> } = {},
): Promise<Count> {
  const folder = join(root, '.cache/reports');
  const report = join(folder, `${name}.json`);
  mkdirSync(folder, { recursive: true });
  rmSync(report, { force: true });
  if (!quiet) process.stdout.write(`\n${name} tests\n`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code, output } = await runProcess(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', ...options, ...reporters],
    { quiet, env },
  );
  if (quiet) process.stdout.write(`\n${name} tests\n${output}`);
  if (!existsSync(report)) return failure(`${name}: no report`);
  const count = countReport(JSON.parse(readFileSync(report, 'utf8')));
  // An error outside of every test fails the run all the same.
  if (code === 0 || count.failures.length > 0) return count;
  return sum([count, failure(`${name}: an error outside of its tests`)]);
}

interface Report {
  numPassedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[];
}

/** A file that could not even be loaded has no failed test in it, and counts as one. */
function countReport(report: Report): Count {
  const broken = report.testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && assertionResults.every((test) => test.status !== 'failed');
  });
  return {
    passed: report.numPassedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [
      ...broken.map(({ name }) => relative(root, name)),
      ...report.testResults.flatMap(({ name, assertionResults }) =>
        assertionResults
          .filter(({ status }) => status === 'failed')
          .map(({ fullName }) => `${relative(root, name)}: ${fullName}`),
      ),
    ],
  };
}
