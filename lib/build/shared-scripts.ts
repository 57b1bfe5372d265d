import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, parseSync } from 'vite';
import { type SharedScript, type Taker, takenBy } from '../parts/shared-scripts.ts';
import { sharedModules } from './shared-modules.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { version: reactVersion } = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve('react/package.json')), 'utf8'),
);

/** Names of modules that only the build knows. */
const listOf = 'pangda:shared/';
const taken = '\0pangda:taken/';
const shelf = '\0pangda:shelf/';

/** Whether a module of the build stands for one that comes from a script before it. */
export const isTakenFrom = (script: SharedScript, module: string): boolean => module.startsWith(`${taken}${script}/`);

/** For one script, or for the pages, which are built together: what others have is taken from the scripts before it. */
export function takeShared(taker: Taker): Plugin {
  const homes = new Map<string, SharedScript>();
  for (const script of takenBy(taker).toReversed())
    for (const module of sharedModules[script]) homes.set(module, script);
  // The background reads them itself, before the first of its modules.
  const before =
    taker === 'background' ? `import ${JSON.stringify(join(root, 'lib/parts/before-background.ts'))};\n` : '';
  return {
    name: 'pangda:take-shared',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (source.startsWith(shelf)) return source;
      if (homes.has(source)) return `${taken}${homes.get(source)}/${source}`;
      if (!importer || !/^(?:\.|\/|#)/.test(source)) return undefined;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      const path = found && pathOf(found.id);
      const script = path && homes.get(path);
      return script ? `${taken}${script}/${path}` : found;
    },
    load(id) {
      if (id.startsWith(shelf)) return `${before}export default ${shelfOf(id.slice(shelf.length) as SharedScript)};`;
      if (!id.startsWith(taken)) return undefined;
      const [, script, module = ''] = /^([^/]+)\/(.*)$/s.exec(id.slice(taken.length)) ?? [];
      // React's are CommonJS, which whoever imports them expects.
      if (script === 'react') return `module.exports = ${shelfOf(script)}[${JSON.stringify(module)}]`;
      const from = script as SharedScript;
      const given = namesOf(from, module).map((name) => {
        const value = `shared[${JSON.stringify(keyOf(from, module, name))}]`;
        return name === 'default' ? `export default ${value};` : `export const ${name} = ${value};`;
      });
      return `import shared from ${JSON.stringify(shelf + from)};\n${given.join('\n')}`;
    },
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      bundled.set(taker, new Set(modules.map(pathOf).filter((path) => /^(?:components|lib)\//.test(path))));
    },
  };
}

/** Which of our modules each of them has, of the builds that are done. */
const bundled = new Map<Taker, Set<string>>();

/** What is not the same twice: a class, what changes, and what others are found by. */
const ownState =
  /^(?:export )?(?:let |class (?<name>\w+)|const \w+(?:: [^=]+)? = (?:new |createContext\b|createStore\b|Symbol\((?!\.for)))/gm;

/**
 * Whether a module's text has a state of its own, so that a second one of it would not know what the first was told. A
 * class may be there twice that says itself what is of it, and so may what nothing is put into: patterns, and lists that
 * are made of something.
 */
export function hasOwnState(text: string): boolean {
  return [...text.matchAll(ownState)].some(({ 0: found, index, groups }) => {
    if (groups?.name) return !text.slice(index).includes('[Symbol.hasInstance]');
    return !/^(?:RegExp\(|(?:Set|Map)(?:<[^=(]*>)?\((?!\)))/.test(text.slice(index + found.length));
  });
}

/**
 * Modules with a state of their own that are twice in one place: in a script and one it takes from, or in two that it
 * takes from. After a build of everything.
 */
export function stateTwice(): string[] {
  const together = [...bundled.keys()].flatMap((taker) => {
    const all = [...takenBy(taker), taker];
    return all.flatMap((one, at) => all.slice(at + 1).map((other) => [one, other] as const));
  });
  const found = together.flatMap(([one, other]) =>
    [...(bundled.get(one) ?? [])]
      .filter((module) => bundled.get(other)?.has(module))
      .filter((module) => hasOwnState(readFileSync(join(root, module), 'utf8')))
      .map((module) => `${module} is in ${one} and in ${other}`),
  );
  return [...new Set(found)];
}

let isDevelopment = false;

/**
 * For a shared script itself: all that is taken from it, as `pangda:shared/<its name>`, by the names it is taken by. In
 * development nothing is.
 */
export const listShared: Plugin = {
  name: 'pangda:list-shared',
  enforce: 'pre',
  configResolved({ mode }) {
    isDevelopment = mode === 'development';
  },
  resolveId: (id) => (id.startsWith(listOf) ? `\0${id}` : undefined),
  load(id) {
    if (!id.startsWith(`\0${listOf}`)) return undefined;
    const script = id.slice(listOf.length + 1) as SharedScript;
    const all = isDevelopment ? [] : takenFrom(script);
    const imports = all.map(({ module, name }, at) => {
      const from = JSON.stringify(/\.tsx?$/.test(module) ? join(root, module) : module);
      return `import { ${name} as taken${at} } from ${from};`;
    });
    const members = all.map(({ module, name }, at) => `${keyOf(script, module, name)}: taken${at}`);
    return `${imports.join('\n')}
export const slot = ${JSON.stringify(slotOf(script))};
export const shared = { ${members.join(', ')} };`;
  },
};

/** All that is taken from a script. */
const takenFrom = (script: SharedScript): { module: string; name: string }[] =>
  [...sharedModules[script]].flatMap((module) => namesOf(script, module).map((name) => ({ module, name })));

/** A short name for it, the same in all scripts of one build; those of another build take theirs from their own. */
const keyOf = (script: SharedScript, module: string, name: string): string =>
  `_${takenFrom(script)
    .findIndex((each) => each.module === module && each.name === name)
    .toString(36)}`;

const shelfOf = (script: SharedScript): string => `globalThis[Symbol.for(${JSON.stringify(slotOf(script))})]`;

/** Where a script lays what it has, in whose own world it runs. React by version: a tab may outlive an update. */
const slotOf = (script: SharedScript): string =>
  script === 'react' ? `pangda.react ${reactVersion}` : `pangda.${script}`;

/**
 * What others than the script's own modules import of a listed module, by name, sorted.
 * @throws when something that changes is exported: whoever takes it would have it as it was at first
 */
function namesOf(script: SharedScript, module: string): readonly string[] {
  const listed = sharedModules[script];
  if (/\.tsx?$/.test(module) && /^export let /m.test(readFileSync(join(root, module), 'utf8')))
    throw new Error(`${module} exports what changes`);
  const wanted = importsOfSources()
    .filter(({ by, from }) => from === module && !listed.has(by))
    .map(({ name }) => name);
  return [...new Set(wanted)].toSorted();
}

/** Modules that WXT names otherwise than by their place. */
const aliases: Record<string, string> = { '#i18n': '.wxt/i18n/index.ts' };

interface Import {
  by: string;
  from: string;
  name: string;
}

let known: Import[] | undefined;

/** All imports of values in the extension's source. Of a whole module only what is named behind a dot is wanted. */
function importsOfSources(): Import[] {
  known ??= ['entrypoints', 'components', 'lib'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.d)\.tsx?$/.test(file))
      .flatMap((file) => importsOf(join(root, folder, file))),
  );
  return known;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const by = pathOf(file);
  return parseSync(file, text).module.staticImports.flatMap(({ moduleRequest: { value: asked }, entries }) => {
    const from = asked.startsWith('.') ? pathOf(join(dirname(file), asked)) : (aliases[asked] ?? asked);
    return entries
      .filter(({ isType }) => !isType)
      .flatMap(({ importName, localName }) => {
        if (importName.kind === 'Default') return ['default'];
        if (importName.kind === 'Name') return importName.name ?? [];
        return [...text.matchAll(new RegExp(`\\b${localName.value}\\.([a-z]\\w*)`, 'g'))].map(([, name = '']) => name);
      })
      .map((name) => ({ by, from, name }));
  });
}

/** A file's path in this project, with `/`. */
const pathOf = (id: string): string => relative(root, id.replace(/\?.*$/s, '')).replaceAll('\\', '/');
