import { run as runProcess } from './processes.mjs';

/** hurried: a test build whose patience with servers is short, for the soak runs that play faults. */
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
const testHosts = 'http://127.0.0.1/*,https://model.pangda.test/*,https://*.granted.test/*';

/** Builds one browser's extension in a process of its own; the environment decides which kind. */
export function build(browser: 'chrome' | 'firefox', kind: BuildKind): Promise<{ code: number; output: string }> {
  const outDir = { release: undefined, test: testOutput, hurried: hurriedOutput }[kind];
  return wxt('build', { browser, ...(outDir && { outDir }) }, kind);
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
      PANGDA_TEST_HOSTS: kind === 'release' ? undefined : testHosts,
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
