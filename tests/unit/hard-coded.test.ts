import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { parseAst } from 'vitest/node';
import { root } from '../tools/processes.mjs';

/** Words that are the same in every language: names, and each language in its own. */
const names = ['旁答 Pangda', 'Pangda', '简体中文', '繁體中文', 'English', '日本語', 'CNY', 'USD', 'SHA-256'];

/** Attributes that are read or heard by the user. */
const spokenAttributes = [
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'title',
  'placeholder',
  'alt',
  'label',
  'hint',
];

/** Anything a parser gives: we only walk it. */
interface Node {
  type?: string;
  [field: string]: unknown;
}

const sources = (names: RegExp): string[] =>
  ['components', 'entrypoints'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && names.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  );

test('the parser finds words in markup, in attributes that are read, and in what is chosen between', () => {
  const text = 'const a = <p title="Hi" className="b">Hello {c ? "yes" : `no`}{e && "f"} <i>·</i>{i18n.t("g.h")}</p>;';
  expect(wordsIn(text).sort()).toEqual(['Hello', 'Hi', 'f', 'no', 'yes']);
});

test('no word the user reads stands in a component: every one is in the locales', () => {
  const found = sources(/\.tsx$/).flatMap((path) =>
    wordsIn(readFileSync(join(root, path), 'utf8'))
      .filter((words) => !names.includes(words))
      .map((words) => `${path}: ${words}`),
  );
  expect(found).toEqual([]);
});

test('nor is one put there by hand', () => {
  const byHand =
    /(\.(textContent|title|placeholder|ariaLabel) = |setAttribute\('(aria-label|title|placeholder)', )['"`]\p{L}/u;
  const wrong = sources(/\.tsx?$/).filter((path) => byHand.test(readFileSync(join(root, path), 'utf8')));
  expect(wrong).toEqual([]);
});

test('the titles of our pages are names', () => {
  const pages = readdirSync(join(root, 'entrypoints'), { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.html'));
  expect(pages.length).toBeGreaterThan(5);
  for (const path of pages) {
    const html = readFileSync(join(root, 'entrypoints', path), 'utf8');
    const shown = html.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, '\n').split('\n');
    expect(shown.map((line) => line.trim()).filter((line) => line && !names.includes(line))).toEqual([]);
  }
});

/** The literal words of a file's JSX that a user would see or hear. */
function wordsIn(text: string): string[] {
  const found: string[] = [];
  const add = (words: unknown) => {
    if (typeof words === 'string' && /\p{L}/u.test(words)) found.push(words.trim());
  };
  const shown = (node: Node): void => {
    // A value that may be a string itself: literals, templates, and the branches of a choice between them.
    if (node.type === 'Literal') add(node.value);
    else if (node.type === 'TemplateLiteral')
      for (const quasi of node.quasis as Node[]) add((quasi.value as { cooked?: string }).cooked);
    else if (node.type === 'ConditionalExpression')
      for (const branch of [node.consequent, node.alternate]) shown(branch as Node);
    else if (node.type === 'LogicalExpression') shown(node.right as Node);
    else if (node.type === 'JSXExpressionContainer') shown(node.expression as Node);
  };
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, ...fields } = node as Node; // a list's entries are fields too
    if (type === 'JSXText') add(fields.value);
    if (type === 'JSXAttribute' && spokenAttributes.includes(String((fields.name as Node).name))) {
      if (fields.value) shown(fields.value as Node);
    }
    if (type === 'JSXElement' || type === 'JSXFragment')
      for (const child of fields.children as Node[]) {
        if (child.type === 'JSXExpressionContainer') shown(child);
      }
    Object.values(fields).forEach(walk);
  };
  walk(parseAst(text, { lang: 'tsx' }));
  return found;
}
