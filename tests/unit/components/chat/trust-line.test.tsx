// @vitest-environment jsdom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { TrustLine } from '../../../../components/chat/trust-line.tsx';
import { newTurn } from '../../../../lib/chat/turn.ts';
import type { Turn } from '../../../../lib/model/conversation.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

function said(more: Partial<Turn>): string {
  const place = document.createElement('div');
  const root = createRoot(place);
  act(() => root.render(<TrustLine turn={{ ...newTurn('1', '桥多长', 0), text: '塔', ...more }} />));
  const { textContent } = place;
  act(() => root.unmount());
  return textContent;
}

test('a whole answer without a statement has none to check', () => {
  expect(said({ status: 'done', end: 'complete' })).toBe('trust.nothing');
});

test.each(['failed', 'stopped'] as const)('an answer that is %s before a check has not been checked', (status) => {
  expect(said({ status })).toBe('trust.unchecked');
});
