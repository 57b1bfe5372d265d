import { describe, expect, test } from 'vitest';
import { htmlOf, parsedHtml } from './rendered.tsx';

const rendered = (text: string) => parsedHtml(htmlOf(text));

describe('the outline of an answer', () => {
  const long = '## 起源 [1]\n\n甲。\n\n### Food [2, 3]\n\n乙。\n\n## 保护\n\n丙。\n';

  test('lists its headings, without their citations, when there are three', () => {
    const root = rendered(long);
    expect([...root.querySelectorAll('.pd-outline button')].map((one) => one.textContent)).toEqual([
      '起源',
      'Food',
      '保护',
    ]);
    expect([...root.querySelectorAll('.pd-outline li')].map((one) => one.getAttribute('data-depth'))).toEqual([
      '1',
      '2',
      '1',
    ]);
  });

  test('is folded, and not there for two headings', () => {
    expect(rendered(long).querySelector('details')?.open).toBe(false);
    expect(rendered('# a\n\nb\n\n# c\n').querySelector('.pd-outline')).toBeNull();
  });
});
