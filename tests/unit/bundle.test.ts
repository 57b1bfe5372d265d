import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { version } from 'react';
import { describe, expect, test } from 'vitest';
import { filesBefore, takenBy } from '../../lib/parts/shared-scripts.ts';
import { siteMatches } from '../../lib/sites/matches.ts';
import { licences, licencesFile } from '../tools/licences.ts';
import { root } from '../tools/processes.mjs';
import { permissionReasons, storeLanguages } from '../tools/store/texts.ts';

/** Builds of `npm run build`; `npm run verify` makes them before it comes here. */
const builds = ['chrome-mv3', 'firefox-mv3'].map((name) => ({ name, folder: join(root, '.output', name) }));

/** Hosts that stand in the code besides the sites and the services with presets. */
const mentioned = [
  '127.0.0.1',
  'www.w3.org', // names of XML languages
  'react.dev', // words of React's errors
  'redacted.invalid', // stands in for addresses that are taken out
  'docs.expo.dev', // words of the openai package's errors
  // Other bases of that package, for those who ask it for them; we always name ours.
  ...['us', 'eu', 'ae', 'au', 'in', 'jp', 'mtls'].map((place) => `${place}.api.openai.com`),
  'auth.openai.com',
  'help.openai.com',
];
const presetHosts = hostsIn(readFileSync(join(root, 'lib/providers/presets.ts'), 'utf8'));
const siteHosts = siteMatches.map((match) => match.split('/')[2]);

describe.each(builds)('the released files of $name', ({ folder }) => {
  const asBuilt = test.skipIf(!existsSync(folder));
  const files = existsSync(folder) ? filesOf(folder) : [];
  const scripts = files.filter(({ name }) => name.endsWith('.js'));

  asBuilt('make no code of text', () => {
    for (const { name, text } of scripts) {
      expect(text, name).not.toMatch(/\beval\s*\(|\bnew Function\s*\(|[^.\w]Function\s*\(\s*["'`]|importScripts\s*\(/);
      expect(text, name).not.toMatch(/\bset(?:Timeout|Interval)\s*\(\s*["'`]/);
    }
  });

  asBuilt('make no markup of text', () => {
    // React's own two: an empty script, and what `dangerouslySetInnerHTML` would give, which our source never says.
    // The reader's page makes documents that run nothing (lib/pages).
    for (const { name, text } of scripts.filter(({ name }) => !name.startsWith('reader-'))) {
      const made = [...text.matchAll(/\.(?:inner|outer)HTML\s*=[^=]|\.insertAdjacentHTML|\bdocument\.write/g)];
      const around = made.map(({ index }) => text.slice(Math.max(0, index - 80), index + 60));
      expect(
        around.filter((where) => !/__html|<script></.test(where)),
        name,
      ).toEqual([]);
    }
  });

  asBuilt('bring all their code along', () => {
    for (const { name, text } of files) {
      expect(text, name).not.toMatch(/\bimport\s*\(?\s*["'`](?:https?:)?\/\//);
      expect(text, name).not.toMatch(/<(?:script|link|img|iframe)[^>]+(?:src|href)\s*=\s*["']?(?:https?:)?\/\//i);
      expect(text, name).not.toMatch(/\burl\(\s*["']?(?:https?:)?\/\//i);
    }
  });

  asBuilt('name no host but the sites, the services one may connect, and a few that are only mentioned', () => {
    const named = new Set(scripts.flatMap(({ text }) => hostsIn(text)));
    const unknown = [...named].filter((host) => ![...siteHosts, ...presetHosts, ...mentioned].includes(host));
    expect(unknown).toEqual([]);
  });

  asBuilt('hold React once', () => {
    const holding = scripts.filter(({ text }) => text.includes('https://react.dev/errors/'));
    expect(holding.map(({ name }) => name)).toEqual(['react.js']);
  });

  asBuilt('have what several scripts take in one of them, which is there before each page that takes it', () => {
    const pages = files.filter(({ name }) => name.endsWith('.html'));
    let taking = 0;
    for (const { name, text } of pages) {
      const before = [...text.matchAll(/<script defer src="\/([a-z]+)\.js">/g)].map(([, script = '']) => script);
      const modules = [...text.matchAll(/<script type="module"[^>]* src="\/([^"]+)"/g)].flatMap(([, path = '']) =>
        withImports(path.split('/').at(-1) ?? ''),
      );
      const wanted = new Set(modules.flatMap((file) => takenIn(textOf(file))));
      for (const script of wanted) expect(before, name).toContain(script);
      expect(text.lastIndexOf('<script defer'), name).toBeLessThan(text.indexOf('<script type="module"'));
      before.forEach((script, at) => {
        for (const needed of takenIn(textOf(`${script}.js`))) expect(before.slice(0, at + 1), name).toContain(needed);
      });
      taking += wanted.size;
    }
    expect(taking).toBeGreaterThan(20);
  });

  asBuilt.each(['panel', 'question', 'checking', 'talk', 'background'] as const)(
    'take nothing into %s that is not read before it',
    (taker) => {
      const wanted = takenIn(textOf(`${taker}.js`));
      expect(wanted.length).toBeGreaterThan(0);
      expect(wanted.filter((script) => !(takenBy(taker) as string[]).includes(script))).toEqual([]);
    },
  );

  asBuilt('have what the background takes read before it', () => {
    const { background } = JSON.parse(files.find(({ name }) => name === 'manifest.json')?.text ?? '{}');
    // A worker reads it itself, by its first module.
    const page = [...filesBefore('background').map((file) => file.slice(1)), 'background.js'];
    expect(background).toMatchObject(
      folder.endsWith('firefox-mv3') ? { scripts: page } : { service_worker: 'background.js' },
    );
    const text = textOf('background.js');
    expect(text.indexOf('importScripts')).toBeLessThan(text.search(/Symbol\.for\(["'`]pangda\.(?:texts|own)["'`]/));
  });

  asBuilt('are text as Chromium reads it: a content script with a noncharacter is none', () => {
    expect(scripts.filter(({ text }) => /[\ufdd0-\ufdef\ufffe\uffff]/.test(text)).map(({ name }) => name)).toEqual([]);
  });

  /** A script by the end of its path, which is told once. */
  function textOf(name: string): string {
    return scripts.find((script) => script.name === name)?.text ?? '';
  }

  function withImports(name: string, seen = new Set<string>()): string[] {
    if (seen.has(name)) return [];
    seen.add(name);
    const imported = [...textOf(name).matchAll(/(?:from|import)\s*["']\.\/([^"']+)["']/g)];
    for (const [, next = ''] of imported) withImports(next, seen);
    return [...seen];
  }

  asBuilt('hold what reads Markdown once, and it is there before each page that shows answers', () => {
    const readers = scripts.filter(({ text }) => text.includes('codeFencedFence')); // micromark's word for ```
    expect(readers.map(({ name }) => name)).toEqual(['markdown.js']);
    const pages = files.filter(({ text }) => text.includes('<script defer src="/markdown.js"></script>'));
    expect(pages.map(({ name }) => name).toSorted()).toEqual(['ledger.html', 'popup.html', 'sidepanel.html']);
    for (const { name, text } of pages) expect(text, name).toMatch(/"\/markdown\.js"[\s\S]*<script type="module"/);
  });

  asBuilt('have the checks there before the page that shows how they work', () => {
    const pages = files.filter(({ text }) => text.includes('<script defer src="/checking.js"></script>'));
    expect(pages.map(({ name }) => name)).toEqual(['welcome.html']);
  });

  asBuilt('leave the React that is there when it comes once more', () => {
    const script = files.find(({ name }) => name === 'react.js')?.text ?? '';
    const world = createContext({ console, MessageChannel, setTimeout, clearTimeout });
    const slot = `this[Symbol.for('pangda.react ${version}')]`;
    runInContext(script, world);
    const first = runInContext(slot, world);
    runInContext(script, world);
    expect(first.react.version).toBe(version);
    expect(runInContext(slot, world)).toBe(first);
  });

  asBuilt('hold the SDK, the checks and what reads aloud once each, never in what the background starts with', () => {
    const holding = (words: string) => scripts.filter(({ text }) => text.includes(words)).map(({ name }) => name);
    expect(holding('/audio/transcriptions')).toEqual(['openai.js']);
    expect(holding('createUtterances:')).toEqual(['talk.js']);
    expect(holding('matchedRanges:')).toEqual(['checking.js']);
  });

  asBuilt('leave the lists of patterns to the manifest', () => {
    const holding = scripts.filter(({ text }) => text.includes('https://www.baidu.com/baidu*')).map(({ name }) => name);
    expect(holding).toEqual([]);
    expect(files.find(({ name }) => name === 'manifest.json')?.text).toContain('https://www.baidu.com/baidu*');
  });

  asBuilt('hold no source maps and no tests', () => {
    expect(files.map(({ name }) => name).filter((name) => /\.map$|\.test\.|fixtures/.test(name))).toEqual([]);
  });
});

/** The shared scripts from which a script takes something: where it looks for them on the shelf. */
function takenIn(text: string): string[] {
  const looks = [...text.matchAll(/Symbol\.for\(["'`]pangda\.(react|texts|commands|own|chat)[ "'`]/g)];
  return [...new Set(looks.map(([, script = '']) => script))];
}

test('each permission of a build has its reason on the page about privacy, in each language', () => {
  const permissions = builds
    .filter(({ folder }) => existsSync(folder))
    .flatMap(({ folder }) => {
      const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
      return [...manifest.permissions, ...(manifest.optional_permissions ?? [])] as string[];
    });
  const page = readFileSync(join(root, 'PRIVACY.md'), 'utf8');
  for (const language of storeLanguages) {
    const { named } = permissionReasons(page, language);
    expect(permissions.filter((permission) => !named.get(permission))).toEqual([]);
  }
});

test('the list of licences is of the packages that are there; `node tests/tools/licences.ts` writes it anew', () => {
  const list = readFileSync(licencesFile, 'utf8');
  expect(list === licences()).toBe(true);
  for (const name of Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies))
    expect(list).toContain(`\n${name} `);
  expect(list).not.toMatch(/GPL|has no text of its licence: (?!MIT|ISC)/);
});

test('no package runs anything when it is installed', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const all = Object.entries(packages as Record<string, { hasInstallScript?: true }>);
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
});

function hostsIn(text: string): string[] {
  return [...text.matchAll(/\bhttps?:\/\/([a-z0-9.-]+\.[a-z0-9]+)/gi)].map((found) => (found[1] ?? '').toLowerCase());
}

function filesOf(folder: string): { name: string; text: string }[] {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  const readable = all.filter((file) => file.isFile() && /\.(js|json|html|css|map)$/.test(file.name));
  return readable.map((file) => ({ name: file.name, text: readFileSync(join(file.parentPath, file.name), 'utf8') }));
}
