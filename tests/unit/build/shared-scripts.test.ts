import { describe, expect, test } from 'vitest';
import { sharedModules } from '../../../lib/build/shared-modules.ts';
import { hasOwnState } from '../../../lib/build/shared-scripts.ts';
import { filesBefore, type SharedScript, type Taker, takenBy } from '../../../lib/parts/shared-scripts.ts';

const takers: Taker[] = [
  ...(['react', 'texts', 'commands', 'own', 'chat'] as const),
  ...(['panel', 'question', 'checking', 'talk', 'background', 'pages'] as const),
];

test.each(takers)('what comes before %s is there in an order in which each finds what it takes', (taker) => {
  const before: SharedScript[] = [];
  for (const script of takenBy(taker)) {
    expect(before).toEqual(expect.arrayContaining([...takenBy(script)]));
    before.push(script);
  }
  expect(filesBefore(taker)).toEqual(before.map((script) => `/${script}.js`));
});

test('each module has one home among scripts that come one behind the other, except what a tab and our pages share', () => {
  const twice = [...sharedModules.own].filter((module) => sharedModules.chat.has(module));
  expect(twice).toEqual(['.wxt/i18n/index.ts']);
  for (const module of sharedModules.texts) expect(sharedModules.own.has(module), module).toBe(false);
});

describe('a module that must not be twice in one place', () => {
  test.each([
    'let last = 0;',
    'export let opened: Promise<void> | undefined;',
    'const seen = new Map<string, number>();',
    'const seen: Set<string> = new Set();',
    'export const bodies = new WeakMap<Headers, string>();',
    'const leaving = new AbortController();',
    'export const Place = createContext<Element | undefined>(undefined);',
    "const mark = Symbol('mark');",
    'class Queue {}',
    'export class Failure extends Error {}',
    'const names = 1;\nlet last = 0;',
  ])('%s', (text) => expect(hasOwnState(text)).toBe(true));

  test.each([
    "const slot = Symbol.for('pangda.parts');",
    'const pattern = new RegExp(words, "u");',
    'const names: ReadonlySet<string> = new Set(labels);',
    'const forms = new Map(\n  pairs,\n);',
    'export function make() {\n  let last = 0;\n  return new Map();\n}',
    'export class Failure extends Error {\n  static override [Symbol.hasInstance]() {}\n}',
  ])('is not one with only %s', (text) => expect(hasOwnState(text)).toBe(false));
});
