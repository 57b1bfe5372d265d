import { describe, expect, test } from 'vitest';
import { decodePage } from '../../../lib/pages/charset.ts';

const bytes = (hex: string, before = '', after = ''): Uint8Array =>
  Buffer.concat([Buffer.from(before, 'latin1'), Buffer.from(hex, 'hex'), Buffer.from(after, 'latin1')]);

/** The same two signs, 中文, as each charset writes them. */
const zhongWen = {
  gbk: 'd6d0cec4',
  big5: 'a4a4a4e5',
  shift_jis: '928695b6',
  'euc-jp': 'c3e6cab8',
  'utf-8': 'e4b8ade69687',
};

describe("a page's charset is found", () => {
  test.each(Object.entries(zhongWen))('in the content-type: %s', (label, hex) => {
    expect(decodePage(bytes(hex), `text/html; charset=${label}`)).toBe('中文');
    expect(decodePage(bytes(hex), `text/html;Charset="${label.toUpperCase()}"`)).toBe('中文');
  });

  test.each(Object.entries(zhongWen))('in its <meta>: %s', (label, hex) => {
    const short = `<html><head><!-- charset=koi8-r --><meta charset=${label}><title>`;
    const old = `<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=${label}"><title>`;
    expect(decodePage(bytes(hex, short), 'text/html')).toBe(`${short}中文`);
    expect(decodePage(bytes(hex, old), '')).toBe(`${old}中文`);
  });

  test('in its byte order mark, whatever else it says', () => {
    expect(decodePage(bytes('fffe2d4e8765'), 'text/html; charset=gbk')).toBe('中文');
    expect(decodePage(bytes('feff4e2d6587'), 'text/html; charset=utf-8')).toBe('中文');
    expect(decodePage(bytes('efbbbfe4b8ade69687'), 'text/html; charset=big5')).toBe('中文');
  });

  test('in the content-type for UTF-16 without a mark', () => {
    expect(decodePage(bytes('2d4e8765'), 'text/html; charset=utf-16le')).toBe('中文');
  });

  test('in its XML line', () => {
    expect(decodePage(bytes(zhongWen.gbk, '<?xml version="1.0" encoding="gb2312"?>'), 'text/html')).toMatch(/中文$/);
  });

  test('by trying, when it is not said or nobody knows it', () => {
    expect(decodePage(bytes(zhongWen['utf-8']), 'text/html')).toBe('中文');
    expect(decodePage(bytes(zhongWen.gbk), 'text/html; charset=chinese-traditional-new')).toBe('中文');
    expect(decodePage(bytes('636166e9'), 'text/html')).toBe('café');
  });

  test('not in a <meta> that says UTF-16, which cannot be', () => {
    expect(decodePage(bytes(zhongWen['utf-8'], '<meta charset="utf-16">'), '')).toMatch(/中文$/);
  });
});
