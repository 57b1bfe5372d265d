import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run as runProcess } from './processes.mjs';

/**
 * test: a release build, and a copy of it to which the hosts of the tests are granted. hurried: such a build of its own
 * whose patience with servers is short, for the soak runs that play faults.
 */
export type BuildKind = 'release' | 'test' | 'hurried';

/** Where test builds lie, so that they never mix with what is released. */
export const testOutput = '.output/test';
export const hurriedOutput = '.output/hurried';

/** Of the product's 60 s to the first word and 45 s between words, a hurried build waits this part. */
export const hurriedPatience = 0.05;

/**
 * Hosts a test build treats as granted: automation cannot press the browser's permission dialog. The model servers of
 * the tests listen on the first; the others are the stand-in web's, not on this computer: a model, and cited pages that
 * may be read.
 */
const testHosts = ['http://127.0.0.1/*', 'https://model.pangda.test/*', 'https://*.granted.test/*'];

/** Builds one browser's extension in a process of its own. */
export async function build(browser: 'chrome' | 'firefox', kind: BuildKind): Promise<{ code: number; output: string }> {
  const name = `${browser}-mv3`;
  const built = await wxt('build', { browser, ...(kind === 'hurried' && { outDir: hurriedOutput }) }, kind);
  if (built.code !== 0) return built;
  if (kind === 'hurried') grant(join(root, hurriedOutput, name));
  if (kind === 'test') {
    const copy = join(root, testOutput, name);
    rmSync(copy, { recursive: true, force: true });
    cpSync(join(root, '.output', name), copy, { recursive: true });
    grant(copy);
  }
  return built;
}

/** In the manifest alone: what the tests run is what is released. */
function grant(folder: string): void {
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...manifest, host_permissions: [...manifest.host_permissions, ...testHosts] }));
}

/** Builds one browser's release and packs it for its store, into `.output`; for Firefox the sources too. */
export const zip = (browser: 'chrome' | 'edge' | 'firefox') => wxt('zip', { browser }, 'release');

function wxt(verb: 'build' | 'zip', options: { browser: string; outDir?: string }, kind: BuildKind) {
  const inline = JSON.stringify({ ...options, manifestVersion: 3 });
  // wxt's command line has no option for the output folder; its function has.
  const script = `import { ${verb} } from 'wxt'; await ${verb}(${inline});`;
  return runProcess(process.execPath, ['--input-type=module', '--eval', script], {
    quiet: true,
    env: {
      NODE_ENV: 'production',
      PANGDA_TEST_PATIENCE: kind === 'hurried' ? String(hurriedPatience) : undefined,
    },
  });
}

/** The task `build`: release builds for both browsers. */
export async function run(): Promise<number> {
  for (const browser of ['chrome', 'firefox'] as const) {
    const { code, output } = await build(browser, 'release');
    process.stdout.write(output);
    if (code !== 0) return code;
  }
  return 0;
}
