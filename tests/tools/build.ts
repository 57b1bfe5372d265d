import { run as runProcess } from './processes.mjs';

export type BuildKind = 'release' | 'test';

/** Where test builds lie, so that they never mix with what is released. */
export const testOutput = '.output/test';

/**
 * Hosts a test build treats as granted: automation cannot press the browser's permission dialog. The model servers of
 * the tests listen on the first; cited pages that may be read are served as the second.
 */
const testHosts = 'http://127.0.0.1/*,https://*.granted.test/*';

/** Builds one browser's extension in a process of its own; the environment decides which kind. */
export function build(browser: 'chrome' | 'firefox', kind: BuildKind): Promise<{ code: number; output: string }> {
  const inline = JSON.stringify({ browser, manifestVersion: 3, ...(kind === 'test' && { outDir: testOutput }) });
  // wxt's command line has no option for the output folder; its function has.
  const script = `import { build } from 'wxt'; await build(${inline});`;
  return runProcess(process.execPath, ['--input-type=module', '--eval', script], {
    quiet: true,
    env: { NODE_ENV: 'production', PANGDA_TEST_HOSTS: kind === 'test' ? testHosts : undefined },
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
