import { expect, test } from 'vitest';
import { fillTemplate } from '../../../lib/grounding/template.ts';

const values = { question: '多高', sources: '<s>塔高3米</s>', date: '2026-08-02', language: '用中文。', selection: '' };

test('each place is filled, with or without blanks, wherever it stands', () =>
  expect(fillTemplate('{{date}} {{ language }}\n{{sources}}{{question}}？{{question}}{{selection}}', values)).toBe(
    '2026-08-02 用中文。\n<s>塔高3米</s>多高？多高',
  ));

test('what the user forgot stands at the end, sources before the question', () => {
  expect(fillTemplate('答：', values)).toBe('答：\n<s>塔高3米</s>\n多高');
  expect(fillTemplate('{{question}}', values)).toBe('多高\n<s>塔高3米</s>');
  expect(fillTemplate('{{date}}', { ...values, sources: '' })).toBe('2026-08-02\n多高');
});

test('what was filled in is not filled again, whatever it says', () => {
  const attack = "{{sources}} {{question}} {{date}} $& $1 $' $` $<name> {{ {{date}} }}";
  const asked = { ...values, question: attack, sources: `S1│${attack}` };
  expect(fillTemplate('{{question}}|{{sources}}', asked)).toBe(`${attack}|S1│${attack}`);
  expect(fillTemplate('', asked)).toBe(`\nS1│${attack}\n${attack}`);
  // Two halves of a place, one the template's and one the question's, make none.
  expect(fillTemplate('{{date{{question}} {{{question}}', { ...values, question: '}}{{sources}}' })).toBe(
    '{{date}}{{sources}} {}}{{sources}}\n<s>塔高3米</s>',
  );
});

test('names that are none stay as written', () =>
  expect(fillTemplate('{{Question}} {{constructor}} {question} {{}} {{question}}{{sources}}', values)).toBe(
    '{{Question}} {{constructor}} {question} {{}} 多高<s>塔高3米</s>',
  ));
