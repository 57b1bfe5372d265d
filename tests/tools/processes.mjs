/** Child processes for the tools. Plain JavaScript: used before anything is installed. */
import { spawn } from 'node:child_process';
import { delimiter, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The environment of child processes: npm and npx in it use the Node that runs us. */
export function environment(more = {}, node = process.execPath) {
  // `npm run -s` hands its silence down, and then an error of ours would have no words.
  const { npm_config_loglevel: _, ...inherited } = process.env;
  return { ...inherited, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`, ...more };
}

/**
 * Runs a command at the root of the project.
 * @param {string} command
 * @param {string[]} args
 * @param {{ quiet?: boolean, env?: Record<string, string | undefined>, node?: string, shell?: boolean }} [options]
 *   quiet: its output is kept and returned instead of shown.
 * @returns {Promise<{ code: number, output: string }>} Code 127 when the command does not exist.
 */
export function run(command, args, { quiet = false, env = {}, node, shell = false } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      shell,
      env: environment(env, node),
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    // Ctrl-C reaches the child by itself (same terminal); a plain kill of ours has to be passed on.
    const pass = () => child.kill('SIGTERM');
    process.once('SIGTERM', pass);
    const finish = (code) => {
      process.off('SIGTERM', pass);
      done({ code, output });
    };
    child.on('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

/** Runs npm; on Windows npm is a batch file, which only a shell starts. */
export const runNpm = (args, options = {}) => run('npm', args, { ...options, shell: process.platform === 'win32' });

/** Runs a script with this Node, its output shown; resolves with the exit code. */
export async function runNode(args, env = {}) {
  return (await run(process.execPath, args, { env })).code;
}
