// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { readLine, readText } from '../../../lib/sites/read-text.ts';

function element(html: string): Element {
  const root = document.createElement('div');
  root.innerHTML = html;
  return root;
}

test('blocks and breaks begin lines, spaces are single, empty lines are left out', () => {
  expect(readText(element('<p>one  <b>two</b></p>\n\n<p></p><div>three<br>four</div>five'))).toBe(
    'one two\nthree\nfour\nfive',
  );
});

test('inline elements do not separate letters', () => {
  expect(readText(element('<em>中秋</em>节<span>是</span>'))).toBe('中秋节是');
});

test('a list and a table keep their items apart', () => {
  expect(readText(element('<ul><li>a</li><li>b</li></ul><table><tr><td>c</td><td>d</td></tr></table>'))).toBe(
    'a\nb\nc d',
  );
});

test('what a reader does not see is left out', () => {
  const html =
    'a<script>x</script><style>x</style><button>x</button><span hidden>x</span><i aria-hidden="true">x</i><span style="color:red; display : none">x</span><noscript>x</noscript><svg><text>x</text></svg>b';
  expect(readText(element(html))).toBe('ab');
});

test('zero-width characters beside icons are no text', () => {
  expect(readText(element('显示全部<span>\u200b</span>'))).toBe('显示全部');
});

test('formulas are given as TeX', () => {
  expect(readText(element('so <span class="ztext-math" data-tex="x^2">x2x2</span> holds'))).toBe('so $x^2$ holds');
});

test('code keeps its lines', () => {
  expect(readText(element('<pre><code>a = 1\nb = 2</code></pre>after'))).toBe('a = 1\nb = 2\nafter');
});

test('an element that is skipped is skipped with all that is in it', () => {
  expect(readText(element('a<div><i class="x">b<u>c</u></i></div>d'), ({ className }) => className === 'x')).toBe(
    'a\nd',
  );
});

test('a title of several lines is one line', () => {
  expect(readLine(element('<div>a</div><div>b</div>'))).toBe('a b');
});

test('depth is no danger', () => {
  const root = document.createElement('div');
  let at: Element = root;
  for (let depth = 0; depth < 3000; depth++) at = at.appendChild(document.createElement('i'));
  at.append('deep');
  expect(readText(root)).toBe('deep');
});
