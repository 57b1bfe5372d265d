import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { zip } from '../build.ts';
import { root, run, runNpm } from '../processes.mjs';
import { unzip } from './unzip.ts';

export interface Packages {
  chrome: string;
  edge: string;
  firefox: string;
  sources: string;
}

/** Builds and packs the extension for each store, and Firefox's sources; copies the archives into `out`. */
export async function makePackages(out: string): Promise<Packages> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const file = (what: string) => join(root, '.output', `pangda-${version}-${what}.zip`);
  for (const browser of ['chrome', 'edge', 'firefox'] as const) {
    const { code, output } = await zip(browser);
    if (code !== 0) throw new Error(output);
  }
  const kept = (what: string) => {
    const target = join(out, basename(file(what)));
    copyFileSync(file(what), target);
    return target;
  };
  return { chrome: kept('chrome'), edge: kept('edge'), firefox: kept('firefox'), sources: kept('sources') };
}

/** Every permission that some package asks for at install. */
export function permissionsOf({ chrome, edge, firefox }: Packages): string[] {
  const all = [chrome, edge, firefox].flatMap((file) => {
    const manifest = unzip(readFileSync(file)).get('manifest.json')?.toString() ?? '{}';
    return (JSON.parse(manifest) as { permissions: string[] }).permissions;
  });
  return [...new Set(all)].sort();
}

/** What Firefox's linter counts in a package, and what it says of errors. */
export async function lint(file: string): Promise<{ errors: number; warnings: number; said: string }> {
  const linter = 'node_modules/addons-linter/bin/addons-linter';
  const { output } = await run(process.execPath, [linter, '--output', 'json', file], { quiet: true });
  const from = output.indexOf('{');
  if (from === -1) throw new Error(output);
  const { summary, errors } = JSON.parse(output.slice(from, output.lastIndexOf('}') + 1));
  return { errors: summary.errors, warnings: summary.warnings, said: JSON.stringify(errors, null, 2) };
}

/**
 * Unpacks the sources somewhere else, builds them by the steps that docs/store/building.md tells, and compares the
 * package that comes of it with the one that is released. Gives the names of the files that differ, or are missing.
 */
export async function rebuild({ sources, firefox }: Packages): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pangda-sources-'));
  try {
    for (const [name, bytes] of unzip(readFileSync(sources))) {
      const target = resolve(folder, name);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, bytes);
    }
    for (const step of [['ci'], ['run', 'build']]) {
      const { code, output } = await runNpm(['--prefix', folder, ...step], { quiet: true });
      if (code !== 0) throw new Error(`npm ${step.join(' ')} of the sources failed:\n${output}`);
    }
    const released = unzip(readFileSync(firefox));
    const built = join(folder, '.output/firefox-mv3');
    return [...released].filter(([name, bytes]) => !sameAs(join(built, name), bytes)).map(([name]) => name);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sameAs(file: string, bytes: Buffer): boolean {
  try {
    return readFileSync(file).equals(bytes);
  } catch {
    return false;
  }
}
