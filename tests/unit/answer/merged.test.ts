import { expect, test } from 'vitest';
import { merged } from '../../../lib/answer/merged.ts';
import { applied, newTurn } from '../../../lib/chat/turn.ts';
import type { AnswerEvent } from '../../../lib/model/answer.ts';

const events: AnswerEvent[] = [
  { type: 'thinking', text: 'so' },
  { type: 'text', text: 'One is. ' },
  { type: 'text', text: 'Two is. ', due: [7] },
  { type: 'text', text: 'Three. ', due: [15, 22] },
  { type: 'model', model: 'm' },
  { type: 'text', text: 'Four' },
];

test('neighbouring words are one piece, which tells of all the marks that they told of', () => {
  expect(merged(events)).toEqual([
    { type: 'thinking', text: 'so' },
    { type: 'text', text: 'One is. Two is. Three. ', due: [7, 15, 22] },
    { type: 'model', model: 'm' },
    { type: 'text', text: 'Four' },
  ]);
});

test('a turn knows the same of both', () => {
  const [each, together] = [events, merged(events)].map((some) =>
    some.reduce((turn, event) => applied(turn, event, 1), newTurn('1', 'q', 0)),
  );
  expect(each).toEqual(together);
  expect(each?.due).toEqual([7, 15, 22]);
});
