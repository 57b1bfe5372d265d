import { expect, test } from 'vitest';
import { ThinkTags } from '../../../lib/providers/think-tags.ts';

function divide(...pieces: string[]): { text: string; thinking: string } {
  const tags = new ThinkTags();
  const parts = [...pieces.flatMap((piece) => tags.push(piece)), ...tags.end()];
  const all = (type: string) =>
    parts
      .filter((part) => part.type === type)
      .map((part) => part.text)
      .join('');
  return { text: all('text'), thinking: all('thinking') };
}

test('thinking at the start is kept apart, wherever the tags are divided', () => {
  const answer = '\n<think>想一想</think>\n\n答：a < b';
  for (let cut = 0; cut <= answer.length; cut++) {
    expect(divide(answer.slice(0, cut), answer.slice(cut))).toEqual({ text: '答：a < b', thinking: '想一想' });
  }
  expect(divide(...answer)).toEqual({ text: '答：a < b', thinking: '想一想' });
});

test('other names of the tag count', () => {
  expect(divide('<thought>想</thought>答')).toEqual({ text: '答', thinking: '想' });
});

test('a tag later in the answer is part of the answer', () => {
  expect(divide('Write <think>', 'x</think> like this')).toEqual({
    text: 'Write <think>x</think> like this',
    thinking: '',
  });
});

test('thinking that never closes is all thinking', () => {
  expect(divide('<think>想', '啊想')).toEqual({ text: '', thinking: '想啊想' });
});

test('a closing tag alone at the start is dropped', () => {
  expect(divide('</think>\n\n答')).toEqual({ text: '答', thinking: '' });
});

test('an answer that only begins like a tag is whole', () => {
  expect(divide('<th')).toEqual({ text: '<th', thinking: '' });
  expect(divide('<table>')).toEqual({ text: '<table>', thinking: '' });
});

test('white space before an ordinary answer stays', () => {
  expect(divide('  \n', 'a')).toEqual({ text: '  \na', thinking: '' });
});
