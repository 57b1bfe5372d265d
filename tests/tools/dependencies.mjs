/** Installs what package-lock.json lists when node_modules does not hold it. Plain JavaScript: it runs before that. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, runNpm } from './processes.mjs';

/** @param {{ withTypes: boolean }} options withTypes: also make .wxt, which TypeScript and the tests read. */
export async function ensureDependencies({ withTypes }) {
  if (!isInstalled()) {
    process.stderr.write('Installing the dependencies …\n');
    const { code, output } = await runNpm(['ci', '--no-audit', '--no-fund'], { quiet: true });
    if (code !== 0) throw new Error(`${output}\nnpm ci failed; is the npm registry reachable?`);
  }
  if (withTypes && !existsSync(join(root, '.wxt/tsconfig.json'))) {
    const { code, output } = await run(process.execPath, ['node_modules/wxt/bin/wxt.mjs', 'prepare'], { quiet: true });
    if (code !== 0) throw new Error(`${output}\nwxt prepare failed.`);
  }
}

/**
 * Whether node_modules holds the versions of the lockfile. By content, not by date: a checkout makes every file new.
 * npm leaves what it installed in node_modules/.package-lock.json; optional packages of other systems are not in it.
 */
function isInstalled() {
  const installedFile = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  const listed = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(listed).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === version : optional === true;
  });
}
