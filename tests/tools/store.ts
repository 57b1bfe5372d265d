import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureBrowsers } from './browsers.ts';
import { root } from './processes.mjs';
import { lint, makePackages, type Packages, permissionsOf, rebuild } from './store/packages.ts';
import { faultsOf, formTexts, permissionReasons, readListing, storeLanguages } from './store/texts.ts';

const usage = `Everything the stores ask for, in .output/store: packages, texts, pictures.
  npm run store                     all of it, then a list with sizes and SHA-256
  npm run store -- PART …           only: packages texts pictures film
`;

const parts = ['packages', 'texts', 'pictures', 'film'] as const;
const out = join(root, '.output/store');

/** The task `store`. */
export async function run(args: string[]): Promise<number> {
  const named = args.filter((word) => !word.startsWith('--'));
  if (args.includes('--help') || named.some((word) => !(parts as readonly string[]).includes(word))) {
    process.stderr.write(usage);
    return args.includes('--help') ? 0 : 2;
  }
  const wants = (part: (typeof parts)[number]) => named.length === 0 || named.includes(part);
  mkdirSync(out, { recursive: true });
  const faults: string[] = [];
  if (wants('packages') || wants('texts')) {
    const packages = await makePackages(out);
    faults.push(...(await linted(packages)));
    faults.push(...(await writeTexts(permissionsOf(packages))));
    if (wants('packages')) faults.push(...(await rebuilt(packages)));
  }
  if (wants('pictures') || wants('film')) {
    if (!(await ensureBrowsers(['chromium'])).chromium) return 1;
    // Here and not above: they load the browser's driver, which nothing before needs.
    if (wants('pictures')) await (await import('./store/pictures.ts')).makePictures(out);
    if (wants('film')) await (await import('./store/film.ts')).makeFilms(out);
  }
  for (const line of listOf(out)) process.stdout.write(`${line}\n`);
  for (const fault of faults) process.stdout.write(`✗ ${fault}\n`);
  return faults.length === 0 ? 0 : 1;
}

async function linted({ firefox }: Packages): Promise<string[]> {
  const { errors, warnings, said } = await lint(firefox);
  process.stdout.write(`Firefox's linter: ${errors} errors, ${warnings} warnings\n`);
  return errors === 0 ? [] : [`Firefox's linter: ${said}`];
}

async function rebuilt(packages: Packages): Promise<string[]> {
  const different = await rebuild(packages);
  if (different.length === 0) process.stdout.write('The sources, built elsewhere, give the same files.\n');
  return different.map((name) => `built from the sources, ${name} is not what the package holds`);
}

async function writeTexts(permissions: string[]): Promise<string[]> {
  const privacy = readFileSync(join(root, 'PRIVACY.md'), 'utf8');
  const faults: string[] = [];
  for (const language of storeLanguages) {
    const listing = await readListing(language);
    const reasons = permissionReasons(privacy, language);
    faults.push(...faultsOf(listing, reasons, permissions).map((fault) => `${language}: ${fault}`));
    const folder = join(out, 'texts', language);
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of formTexts(listing, reasons, permissions)) writeFileSync(join(folder, name), text);
  }
  writeFileSync(join(out, 'texts/for-reviewers.md'), readFileSync(join(root, 'docs/store/building.md')));
  return faults;
}

/** A line a file: its SHA-256, its bytes, its name. */
function listOf(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return paths.map((path) => {
    const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
    return `${hash}  ${String(statSync(path).size).padStart(9)}  ${relative(root, path)}`;
  });
}
