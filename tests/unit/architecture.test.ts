import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { drawing, drawingFile, drawnIn } from '../tools/drawing.ts';
import { floors } from '../tools/floors.ts';
import { root } from '../tools/processes.mjs';

/** Each outside thing has one folder of lib that touches it. */
const outside: { what: string; pattern: RegExp; only: string[] }[] = [
  { what: 'the network', pattern: /\bfetch\(|from 'openai/, only: ['lib/providers', 'lib/pages'] },
  {
    what: 'stored things',
    pattern: /\bbrowser\.storage\b|from 'idb'|\bindexedDB\b/,
    only: ['lib/settings', 'lib/ledger'],
  },
  { what: 'the DOM', pattern: /(?<![.\w'])(document|window)\.|\bnew MutationObserver\b/, only: ['lib/sites'] },
  { what: 'ports', pattern: /\bruntime\.(connect|onConnect|sendMessage|onMessage)\b/, only: ['lib/messaging'] },
];

const files = ['lib', 'components', 'entrypoints'].flatMap(sourceFiles).map((path) => ({
  path,
  folder: Object.keys(floors).find((floor) => path.startsWith(`${floor}/`)),
  text: readFileSync(join(root, path), 'utf8'),
}));
const inLib = files.filter(({ path }) => path.startsWith('lib/'));
const inComponents = files.filter(({ path }) => path.startsWith('components/'));

describe('the floors', () => {
  test('every source file lies on a floor of the drawing', () => {
    expect(files.filter(({ folder }) => !folder).map(({ path }) => path)).toEqual([]);
  });

  test('imports point down', () => {
    const wrong = files.flatMap(({ path, folder, text }) => {
      const allowed = [folder, ...(floors[folder ?? ''] ?? [])];
      const ours = importsOf(text).filter((from) => from.startsWith('.'));
      const targets = ours.map((from) => relative(root, resolve(root, dirname(path), from)).replaceAll('\\', '/'));
      const bad = targets.filter((target) => !allowed.some((floor) => target.startsWith(`${floor}/`)));
      return bad.map((target) => `${path} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  test('nothing that is built knows how it is built', () => {
    const others = files.filter(({ path }) => !path.startsWith('lib/build/'));
    expect(saying(others, /from '[^']*\/build\/shared-/)).toEqual([]);
  });

  test('are drawn in docs/architecture.md as the table has them; `npm run drawing` draws them anew', () => {
    expect(drawnIn(readFileSync(drawingFile, 'utf8'))).toBe(drawing(floors));
  });

  test.each(outside)('in lib only its own folder touches $what', ({ pattern, only }) => {
    const touching = inLib.filter(({ path, text }) => {
      return pattern.test(withoutComments(text)) && !only.some((folder) => path.startsWith(`${folder}/`));
    });
    expect(touching.map(({ path }) => path)).toEqual([]);
  });

  test('components know neither the browser nor the network', () => {
    expect(saying(inComponents, /\bbrowser\.|\bchrome\.|\bfetch\(|from 'wxt\/browser'/)).toEqual([]);
  });
});

describe('every source file', () => {
  test('is one idea of less than 300 lines', () => {
    expect(files.filter(({ text }) => text.split('\n').length > 300).map(({ path }) => path)).toEqual([]);
  });

  test('has types', () => {
    expect(saying(files, /\bas any\b|: any\b|<any>|\bany\[\]/)).toEqual([]);
  });

  test('says nothing to the console', () => {
    expect(saying(files, /\bconsole\.\w+\(/)).toEqual([]);
  });

  test('puts no text into a page as markup', () => {
    expect(saying(files, /\binnerHTML\s*=|dangerouslySetInnerHTML|insertAdjacentHTML/)).toEqual([]);
  });
});

type SourceFile = (typeof files)[number];

const saying = (among: SourceFile[], pattern: RegExp): string[] =>
  among.filter(({ text }) => pattern.test(withoutComments(text))).map(({ path }) => path);

function sourceFiles(folder: string): string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  const sources = entries.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name));
  return sources.map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

const importsOf = (text: string): string[] =>
  [...withoutComments(text).matchAll(/(?:from|import\(?)\s*'([^']+)'/g)].map((found) => found[1] ?? '');

/** Good enough for our own style: comments begin a line or follow a space, and no string of ours looks like one. */
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '$1');
