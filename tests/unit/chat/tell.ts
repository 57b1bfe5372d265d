import type { Ask, createChat } from '../../../lib/chat/chat.ts';
import type { AnswerEvent } from '../../../lib/model/answer.ts';
import type { Page } from '../../../lib/model/page.ts';

export const page = (query: string, sources = 0): Page => ({
  site: 'google',
  kind: 'results',
  url: `https://www.google.com/search?q=${query}`,
  query,
  sources: Array.from({ length: sources }, (_, index) => ({
    number: index + 1,
    title: 't',
    url: 'https://example.com/',
    site: 'example.com',
    text: 'x',
    kind: 'organic' as const,
  })),
});

export const author: AnswerEvent = { type: 'author', author: { kind: 'quotes' } };
export const says = (text: string): Ask =>
  async function* () {
    yield author;
    yield { type: 'text', text };
    yield { type: 'end', reason: 'complete' };
  };

export const last = (chat: ReturnType<typeof createChat>) => chat.getState().turns.at(-1);
