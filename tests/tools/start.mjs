#!/usr/bin/env node
/**
 * The one door to every task: `node tests/tools/start.mjs <task> [arguments]`.
 * Plain JavaScript without dependencies, because it runs in a fresh clone, before anything is installed, on whatever
 * Node is there: it brings Node and the dependencies up to what the tasks need, then hands over to them.
 */
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { ensureNode } from './node-version.mjs';

/** A task's module exports `run(arguments): Promise<exit code>`; a script prints its own result and nothing else. */
const tasks = {
  test: { module: './verify.ts', says: 'everything CI checks, ending with "N passed, N failed"' },
  verify: { module: './verify.ts', says: 'the same; `verify unit lint` runs only the named steps' },
  build: { module: './build.ts', says: 'release builds for Chromium and Firefox, in .output' },
  demo: { module: './demo.ts', says: 'three pages with the panel beside them; -- --live opens the real sites' },
  screenshots: { module: './screenshots.ts', says: 'pictures of a saved page with its panel' },
  store: { module: './store.ts', says: 'what the stores ask for: packages, texts, pictures; store -- --help' },
  drawing: { script: 'tests/tools/drawing.ts', says: 'draws docs/architecture.md anew from tests/tools/floors.ts' },
  'read-page': { script: 'tests/tools/read-page.ts', says: 'what the extension reads from a saved page' },
  replay: { script: 'tests/tools/replay.ts', says: 'a recorded answer, played again' },
  speak: { script: 'tests/tools/speak.ts', says: 'what would be spoken of an answer' },
  bench: {
    module: '../bench/speed.ts',
    says: 'start, streams, tabs and sizes beside a floor extension; bench -- --quick',
  },
  'bench:voice': {
    module: '../bench/voice.ts',
    says: 'delays, gaps, order and silence of the voice, in a real browser',
  },
  'bench:trust': { script: 'tests/tools/bench-trust.ts', says: 'how well sentences are checked and quotes chosen' },
};

const [name = '', ...given] = process.argv.slice(2);
const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
if (!task) {
  const lines = Object.entries(tasks).map(([each, { says }]) => `  ${each.padEnd(12)}${says}`);
  process.stderr.write(`Usage: node tests/tools/start.mjs <task> [arguments]\n\n${lines.join('\n')}\n`);
  process.exit(name === '' || name === 'help' || name === '--help' ? 0 : 2);
}

try {
  // undefined: this Node will do. Otherwise the task has already run under a newer one.
  const codeFromNewerNode = await ensureNode(fileURLToPath(import.meta.url), process.argv.slice(2));
  process.exitCode = codeFromNewerNode ?? (await runHere(task, given));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  if (process.env.PANGDA_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
}

async function runHere({ module, script }, args) {
  await ensureDependencies({ withTypes: module !== undefined });
  if (module) return (await import(module)).run(args);
  const { runNode } = await import('./processes.mjs');
  return runNode([script, ...args]);
}
