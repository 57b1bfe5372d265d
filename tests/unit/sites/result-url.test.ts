import { expect, test } from 'vitest';
import { resultUrl } from '../../../lib/sites/result-url.ts';

const base = new URL('https://www.google.com/search?q=x');

test.each([
  ['a plain address is kept letter for letter', 'https://Example.org/a?b=%20c#d', 'https://Example.org/a?b=%20c#d'],
  ['a redirect is unwrapped', '/url?q=https%3A%2F%2Fexample.org%2Fa%3Fb%3Dc&sa=U&ved=1', 'https://example.org/a?b=c'],
  [
    'a redirect that says url= is unwrapped',
    'https://www.google.de/url?sa=t&url=https://example.org/',
    'https://example.org/',
  ],
  ['an AMP copy is its original', 'https://www.google.com/amp/s/example.org/news/1', 'https://example.org/news/1'],
  [
    'a translated copy is its original',
    'https://translate.google.com/translate?hl=en&sl=es&u=https://example.org/es',
    'https://example.org/es',
  ],
  [
    'a page on the translation host is its original',
    'https://en-m-my--site-org.translate.goog/wiki?_x_tr_sl=en&_x_tr_tl=de',
    'https://en.m.my-site.org/wiki',
  ],
  ['the mark of a quoted passage is dropped', 'https://example.org/a#:~:text=one,two', 'https://example.org/a'],
  [
    "Google's own help is a page like any other",
    'https://support.google.com/websearch/answer/1',
    'https://support.google.com/websearch/answer/1',
  ],
])('%s', (_, href, expected) => {
  expect(resultUrl(href, base)).toBe(expected);
});

test.each([
  ['another search', '/search?q=y'],
  ['a picture', '/imgres?imgurl=x'],
  ['an advertisement', '/aclk?sa=l&adurl=https://example.net/'],
  ['a cached copy', 'https://webcache.googleusercontent.com/search?q=cache:x'],
  ['a script', 'javascript:void(0)'],
  ['a file of a saved page', 'file:///C:/saved/page.html'],
  ['nothing', null],
  ['nonsense', 'https://'],
])('%s is no result', (_, href) => {
  expect(resultUrl(href, base)).toBeUndefined();
});

test('a redirect to itself ends', () => {
  expect(resultUrl('/url?q=/url?q=/url?q=/url?q=/url?q=/url?q=x', base)).toBeUndefined();
});
