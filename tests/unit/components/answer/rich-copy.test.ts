import { describe, expect, test } from 'vitest';
import { richCopy } from '../../../../components/answer/rich-copy.ts';
import './with-markdown.ts';

const sources: Record<number, { url: string; title: string }> = {
  1: { url: 'https://a.example/x', title: '熊猫 <b>食谱</b>' },
  2: { url: 'https://b.example/y?a=1&b=2', title: 'Bamboo [guide]' },
  3: { url: 'javascript:alert(1)', title: 'bad' },
};
const copy = (answer: string) => richCopy(answer, (number) => sources[number]);

describe('an answer on the clipboard', () => {
  test('has its citations as links in Markdown and in HTML', () => {
    const { markdown, html } = copy('每天 **12 公斤**。[1]');
    expect(markdown).toContain('每天 **12 公斤**。[\\[1\\]](<https://a.example/x>)');
    expect(html).toContain('<strong>12 公斤</strong>。<a href="https://a.example/x">[1]</a>');
  });

  test('lists the cited sources, and only those, at the end', () => {
    const { markdown, html, plain } = copy('甲。[2]');
    expect(markdown).toContain('- \\[2\\] [Bamboo \\[guide\\]](<https://b.example/y?a=1&b=2>)');
    expect(html).toContain('<li>[2] <a href="https://b.example/y?a=1&amp;b=2">Bamboo [guide]</a></li>');
    expect(plain).toContain('[2] Bamboo [guide] https://b.example/y?a=1&b=2');
    expect(html).not.toContain('a.example');
  });

  test.each(['[1,2]', '[1][2]', '【1】【2】', '[1-2]', '[^1][来源2]', '[citation:1][Source 2]'])(
    'reads %s',
    (written) => {
      const { html } = copy(`甲。${written}`);
      expect(html).toContain(
        '<a href="https://a.example/x">[1]</a><a href="https://b.example/y?a=1&amp;b=2">[2]</a></p>',
      );
    },
  );

  test('leaves a number that has no source, or none that is a web address', () => {
    const { markdown, html } = copy('甲。[3][9]');
    expect(markdown).toBe('甲。[3][9]');
    expect(html).toBe('<p>甲。[3][9]</p>');
  });

  test('leaves code as it is', () => {
    const answer = '用 `a[1]`：\n\n```js\nb[2]\n```\n';
    expect(copy(answer).markdown).toBe(answer);
    expect(copy(answer).html).toBe('<p>用 <code>a[1]</code>：</p>\n<pre><code>b[2]</code></pre>');
  });

  test('never carries markup or an address of the model over', () => {
    const { html } = copy(
      '<img src=x onerror=alert(1)> [x](javascript:alert(1)) [y](https://evil.example/) ![z](https://evil.example/z)',
    );
    expect(html).toBe('<p>&lt;img src=x onerror=alert(1)&gt; x y (evil.example) z</p>');
  });

  test('keeps headings, lists, tables and quotes', () => {
    const { html, plain } = copy('## 题\n\n3. 甲\n4. 乙\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> 引');
    expect(html).toContain('<h2>题</h2>');
    expect(html).toContain('<ol start="3">');
    expect(html).toContain('<tr><td>1</td><td>2</td></tr>');
    expect(html).toContain('<blockquote>\n<p>引</p>\n</blockquote>');
    expect(plain).toBe('题\n\n3. 甲\n4. 乙\n\na\tb\n1\t2\n\n> 引');
  });
});
