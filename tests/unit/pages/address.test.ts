import { describe, expect, test } from 'vitest';
import { AppError } from '../../../lib/model/errors.ts';
import { pageAddress, siteOf } from '../../../lib/pages/address.ts';
import { policyFor } from '../../../lib/pages/limited-fetch.ts';

describe('the address of a cited page', () => {
  test('is any public name, over http or https, without its hash', () => {
    expect(pageAddress('https://Example.com/a?b=c#d').href).toBe('https://example.com/a?b=c');
    expect(pageAddress('http://example.com:80/').href).toBe('http://example.com/');
    expect(siteOf('https://news.sina.com.cn/a')).toBe('news.sina.com.cn');
    expect(siteOf('https://例子.中国/页')).toBe('xn--fsqu00a.xn--fiqs8s');
    expect(siteOf('https://a_b.example.org/')).toBe('a_b.example.org');
  });

  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://127.1/',
    'http://１２７.０.０.１/',
    'http://10.0.0.8/',
    'http://192.168.1.1/admin',
    'http://169.254.169.254/latest/meta-data',
    'https://8.8.8.8/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[fe80::1]/',
    'http://localhost/',
    'http://localhost./',
    'http://a.localhost/',
    'http://router/',
    'http://nas.local/',
    'http://wiki.corp/',
    'http://db.internal/',
    'http://box.home.arpa/',
    'https://example.com./',
    'https://example.com:8443/',
    'http://example.com:22/',
    'https://user:pass@example.com/',
    'https://example.com@127.0.0.1/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:https://example.com/x',
    'view-source:https://example.com/',
    'chrome-extension://abcdefghijklmnop/options.html',
    'about:blank',
    '//example.com/',
    'example.com',
    '',
  ])('is not %s', (address) => {
    expect(siteOf(address)).toBeUndefined();
    expect(() => pageAddress(address)).toThrow(AppError);
  });
});

describe('the policy that a redirect is held against', () => {
  test('names the allowed hosts and nothing else', () => {
    expect(policyFor(['a.example', 'b.example'])).toBe(
      "default-src 'none'; connect-src https://a.example http://a.example https://b.example http://b.example",
    );
  });

  test('lets nothing through when there are none', () => {
    expect(policyFor([])).toBe("default-src 'none'; connect-src 'none'");
  });

  test('takes in no name that could say more', () => {
    const names = ['*', 'a.example; connect-src *', '"><script>', "'self'", 'a.example https://b.example', '*.com'];
    expect(policyFor(names)).toBe(policyFor([]));
  });
});
