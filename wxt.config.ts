import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';
import type { PluginOption } from 'vite';
import { defineConfig } from 'wxt';
import { isTakenFrom, listShared, stateTwice, takeShared } from './lib/build/shared-scripts.ts';
import { fileOf, filesBefore, isTaker, type SharedScript, takenBy } from './lib/parts/shared-scripts.ts';
import { siteMatches } from './lib/sites/matches.ts';

/** How patient a build for the soak runs is (lib/providers/patience.ts); unset in every other build. */
const patience = Number(process.env.PANGDA_TEST_PATIENCE ?? 1);

/**
 * For the extension's own pages and its worker: nothing is loaded from anywhere, and no string becomes markup or code
 * there.
 * They connect to whatever host their user typed; which of those are reached is up to the browser's permissions.
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self' http: https:", // local model servers: entrypoints/relay.ts
  'connect-src https: http:',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  // Text of cited pages into documents that run nothing (lib/pages); our own files as workers (lib/ledger) and as parts
  // of the background (lib/parts).
  'trusted-types pangda-inert pangda-parts default',
].join('; ');

/**
 * The openai SDK makes an object for every part of OpenAI's service when a client is made, so no bundler can leave any
 * out. Of its resources three are called here; the others, its helpers on top of them, and its ways to log in without a
 * key become empty classes, and functions that say no: most of the SDK, which the background would have to read before
 * it can ask.
 */
const neverCalled = new RegExp(
  `/openai/(?:${[
    'lib',
    'resources/(?!(?:chat|models|audio|shared|index)\\b)',
    'core/streaming',
    'internal/decoders/line',
    'resources/(?:chat/completions/messages|audio/(?:translations|voice))',
    '(?:internal/)?auth/(?:x509-)?workload-identity',
  ].join('|')})`.replaceAll('/', '[\\\\/]'),
);
const withoutNeverCalled = {
  name: 'pangda:without-never-called',
  enforce: 'pre' as const,
  load(id: string): string | undefined {
    // Queries of ours are flat, as those in an address that somebody typed.
    if (/[\\/]openai[\\/]internal[\\/]qs[\\/]stringify\.mjs$/.test(id))
      return 'export const stringify = (query) => new URLSearchParams(query).toString();';
    if (!neverCalled.test(id)) return undefined;
    const source = readFileSync(id, 'utf8');
    const functions = [...source.matchAll(/^export (?:async )?function\*? (\w+)/gm)].map(([, name]) => name);
    const declared = [...source.matchAll(/^export (?:class|const|let) (\w+)/gm)].map(([, name]) => name);
    const listed = [...source.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, names = '']) =>
      names.split(',').flatMap(
        (name) =>
          name
            .trim()
            .split(/\s+as\s+/)
            .at(-1) || [],
      ),
    );
    const empty = [...new Set([...declared, ...listed])].map((name) => `export class ${name} {}`);
    return [...empty, ...functions.map((name) => `export const ${name} = () => false;`)].join('\n');
  },
};

/** As a module: what reads it as CommonJS looks at each of the browser's parts, which makes them all at each start. */
const polyfillAsModule = {
  name: 'pangda:polyfill-as-module',
  enforce: 'pre' as const,
  load(id: string): string | undefined {
    if (!/[\\/]webextension-polyfill[\\/]dist[\\/]browser-polyfill\.js$/.test(id)) return undefined;
    const source = readFileSync(id, 'utf8');
    return `const module = { exports: {} };
((module, exports) => {${source}
})(module, module.exports);
export default module.exports;`;
  },
};

/**
 * Chromium takes a content script with a noncharacter such as U+FFFF for one that is no UTF-8, and the minifier writes
 * what was an escape in a pattern as the character itself.
 */
const withoutNoncharacters = {
  name: 'pangda:without-noncharacters',
  enforce: 'post' as const, // and put behind what minifies again
  generateBundle(_: unknown, bundle: Record<string, { type: string; code?: string }>) {
    for (const file of Object.values(bundle)) if (file.code !== undefined) file.code = escaped(file.code);
  },
};
const escaped = (code: string) =>
  code.replace(/[\ufdd0-\ufdef\ufffe\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`);

/**
 * Scripts that pages get by a line of their markup, so that they are there before the page's own: those that have what it
 * takes, what reads Markdown (entrypoints/markdown.ts) where answers are shown, and what checks them
 * (entrypoints/checking.ts) in the page that shows how. No answer is seen as it is written first, and none moves when its
 * marks come.
 */
const scriptsOfPages: { src: string; isTakenBy: (module: string) => boolean }[] = [
  ...takenBy('pages').map((script) => ({
    src: fileOf(script),
    isTakenBy: (module: string) => takersOf(script).some((taken) => isTakenFrom(taken, module)),
  })),
  {
    src: '/markdown.js',
    isTakenBy: (module) => /[\\/]components[\\/](?:answer[\\/]answer-text|chat[\\/]chat-view)\.tsx$/.test(module),
  },
  { src: '/checking.js', isTakenBy: (module) => /[\\/]components[\\/]welcome[\\/]demonstration\.tsx$/.test(module) },
];
/** The script itself, and those that take from it. */
const takersOf = (script: SharedScript): SharedScript[] =>
  takenBy('pages').filter((each) => each === script || takenBy(each).includes(script));
const scriptsInMarkup: PluginOption = {
  name: 'pangda:scripts-in-markup',
  transformIndexHtml: {
    order: 'post',
    handler(_, { chunk, bundle = {} }) {
      const modules = new Set<string>();
      const seen = new Set<string>();
      const collect = (file: string): void => {
        const part = bundle[file];
        if (part?.type !== 'chunk' || seen.has(file)) return;
        seen.add(file);
        for (const id of part.moduleIds) modules.add(id);
        for (const from of part.imports) collect(from);
      };
      if (chunk) collect(chunk.fileName);
      return scriptsOfPages
        .filter(({ isTakenBy }) => [...modules].some(isTakenBy))
        .map(({ src }) => ({ tag: 'script', attrs: { defer: true, src }, injectTo: 'head-prepend' as const }));
    },
  },
};

/**
 * Where a content script is put is the manifest's matter, for which WXT reads it once. The lists stay in the script, and
 * every page would make hundreds of patterns before its first own script.
 */
const withoutMatches: PluginOption = {
  name: 'pangda:without-matches',
  enforce: 'pre',
  load: (id) =>
    /[\\/]lib[\\/]sites[\\/]matches\.ts$/.test(id)
      ? 'export const siteMatches = []; export const googleHomeMatches = []; export const googleOtherTabs = [];'
      : undefined,
};

/**
 * What the bundler has made small, once more: it leaves a fiftieth that a second look finds. React's own build is smaller
 * as it is.
 */
const minifiedAgain: PluginOption = {
  name: 'pangda:minified-again',
  enforce: 'post',
  async generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk' || file.fileName === 'react.js') continue;
      const { code } = await minify(file.code, {
        module: file.fileName.startsWith('chunks/'),
        compress: { passes: 4, ecma: 2020 },
        format: { ecma: 2020 },
      });
      file.code = code ?? file.code;
    }
  },
};

/** Words and schemas are written to be read by us; the package carries them as short as they are read by browsers. */
function withoutSpaces(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.json')) continue;
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))));
  }
}

export default defineConfig({
  modules: ['@wxt-dev/module-react', '@wxt-dev/i18n/module'],
  imports: false,
  publicDir: 'lib/public',
  manifestVersion: 3,
  i18n: { localesDir: 'lib/locales' },
  hooks: {
    'vite:build:extendConfig'(entrypoints, config) {
      const isOfPages = entrypoints.some(({ inputPath }) => inputPath.endsWith('.html')); // pages are built together
      const taker = isOfPages ? 'pages' : entrypoints[0]?.name;
      // While somebody works on it, scripts are built anew one by one: each has all of its own, to be read and at once.
      if (config.mode !== 'development') {
        if (isTaker(taker)) config.plugins?.push(takeShared(taker));
        config.plugins?.push(minifiedAgain);
      }
      config.plugins?.push(withoutNoncharacters);
      if (isOfPages) config.plugins?.push(scriptsInMarkup);
      if (entrypoints.every(({ type }) => type === 'content-script')) config.plugins?.push(withoutMatches);
    },
    'build:manifestGenerated'(_, { background }) {
      // Firefox's is a page: what comes before its script has a line there.
      if (background && 'scripts' in background)
        background.scripts = [...filesBefore('background').map((file) => file.slice(1)), ...(background.scripts ?? [])];
    },
    'build:done'({ config: { outDir } }) {
      const twice = stateTwice();
      if (twice.length > 0) throw new Error(twice.join('\n'));
      withoutSpaces(outDir);
    },
  },
  // For Firefox's reviewers: what the package is built from and the few tools that build it (docs/store/building.md).
  zip: {
    excludeSources: ['tests/{bench,e2e,fakes,fixtures,unit}/**', 'docs/images/**', '**/*.log'],
  },
  vite: () => ({
    define: { __PANGDA_PATIENCE__: JSON.stringify(patience) },
    plugins: [listShared, withoutNeverCalled, polyfillAsModule],
    // micromark's own version for browsers sets innerHTML, which our pages forbid; its other one knows 2,200 names.
    resolve: {
      alias: {
        'decode-named-character-reference': fileURLToPath(
          new URL('lib/markdown/character-references.ts', import.meta.url),
        ),
        // What WXT hands to content scripts and ours do not take: a third of the smallest of them.
        'wxt/utils/content-script-context': fileURLToPath(new URL('lib/messaging/no-context.ts', import.meta.url)),
      },
    },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    // Firefox: for rules on hosts that were granted anyway (lib/providers/local-origin.ts), so that a local server that
    // refuses our origin answers; it warns of nothing. Not in Chromium: when an extension with such rules is given on
    // the command line, it (156) holds back the page it is started with, for ever; granted later, they do not work
    // before the next start. There `scripting` serves the same end (entrypoints/relay.ts). In both it puts the card that
    // hears a question on a search engine's home page there when its key is pressed, and not before.
    // Chromium's worker has no DOM: cited pages are read in a document without a window (lib/pages); nor the Web's
    // speech synthesis: it has one of its own. `contextMenus` is for the menu of a selected text, `sidePanel`
    // for the chat beside any page. None of these warns of anything.
    permissions: [
      'storage',
      'scripting',
      'contextMenus',
      ...(browser === 'firefox' ? ['declarativeNetRequestWithHostAccess'] : ['offscreen', 'sidePanel', 'tts']),
    ],
    host_permissions: siteMatches,
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    content_security_policy: { extension_pages: pagePolicy },
    action: { default_title: '__MSG_extension_name__' },
    omnibox: { keyword: 'pd' },
    // Not with Alt and F, E, V, S, B, T or H, which open Firefox's menus, with Shift too; nor with A, B, I or T, which Chrome takes.
    commands: {
      _execute_action: {
        suggested_key: { default: 'Alt+Shift+P' },
        description: '__MSG_commands_open__',
      },
      speak: {
        suggested_key: { default: 'Alt+Shift+M' },
        description: '__MSG_commands_speak__',
      },
      aside: {
        suggested_key: { default: 'Alt+Shift+C' },
        description: '__MSG_commands_aside__',
      },
      panel: {
        suggested_key: { default: 'Alt+Shift+K' },
        description: '__MSG_commands_panel__',
      },
    },
    // What organisations may set (docs/managed.md); Firefox asks for no schema.
    ...(browser !== 'firefox' && { storage: { managed_schema: 'managed-schema.json' } }),
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: 'pangda@pangda.dev',
          strict_min_version: '142.0',
          data_collection_permissions: { required: ['searchTerms', 'websiteContent'] },
        },
      },
    }),
  }),
});
