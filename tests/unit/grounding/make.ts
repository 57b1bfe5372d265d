import type { Page, Source } from '../../../lib/model/page.ts';

/** Seeded, so that a failure can be repeated. */
export { randomFrom } from '../../tools/bench-trust-statistics.ts';

export const source = (number: number, text: string, more: Partial<Source> = {}): Source => ({
  number,
  title: '',
  url: `https://example.com/${number}`,
  site: 'example.com',
  text,
  kind: 'organic',
  ...more,
});

export const page = (query: string, texts: readonly string[], more: Partial<Page> = {}): Page => ({
  site: 'baidu',
  kind: 'results',
  url: 'https://www.baidu.com/s',
  query,
  sources: texts.map((text, index) => source(index + 1, text)),
  ...more,
});

/** Texts nobody meant well with. */
export const hostile: Record<string, string> = {
  'one line of 100,000 letters': '中'.repeat(100_000),
  'one line of 100,000 Latin letters': 'a'.repeat(100_000),
  'lone surrogates': '\ud800中\udc00文\ud83d。\ud83d',
  'only punctuation': '。，！？…—“”()[]{}.,;:!?'.repeat(500),
  'only line breaks': '\n'.repeat(20_000),
  'only spaces': ' '.repeat(20_000),
  'right-to-left text': 'مرحبا بالعالم. كيف حالك؟ \u202eevil\u202c שלום.',
  emoji: '👨‍👩‍👧‍👦🎉🇨🇳👍🏽 好的。'.repeat(200),
  'zero-width letters': '珠\u200b峰\u200d高\ufeff8848米。'.repeat(100),
  'open brackets': '[(（【'.repeat(5000),
  backticks: '`` ` ``` '.repeat(3000),
};
