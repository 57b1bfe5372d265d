import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type HeardDuring, parseCommand } from '../../../lib/voice/commands/parse.ts';
import { root } from '../../tools/processes.mjs';

const fixture = (name: string): string => readFileSync(join(root, 'tests/fixtures/voice', name), 'utf8');
const speaking: HeardDuring = { voice: 'speaking', hasAnswer: true, sources: 3 };
const named = (heard: string, during = speaking): string => {
  const command = parseCommand(heard, during);
  return command ? Object.values(command).join(' ') : '';
};

const tables = ['commands.json', 'commands-more.json'].map(
  (name) => JSON.parse(fixture(name)) as Record<string, string[]>,
);
const phrases = tables.flatMap((table) => Object.entries(table));
const questions = ['questions.txt', 'questions-more.txt'].flatMap((name) => fixture(name).trim().split('\n'));

describe('commands', () => {
  test.each(phrases)('%s is understood in all its phrases', (command, said) => {
    expect(said.filter((phrase) => named(phrase) !== command)).toEqual([]);
  });

  test('an ordinary question is never a command', () => {
    expect(questions.length).toBeGreaterThanOrEqual(250);
    expect(questions.filter((question) => named(question) !== '' || named(`${question}？`) !== '')).toEqual([]);
  });

  test('without an answer and in silence there is nothing to command', () => {
    expect(named('停', { voice: 'idle', hasAnswer: false, sources: 0 })).toBe('');
    expect(named('read source two', { voice: 'idle', hasAnswer: true, sources: 3 })).toBe('readSource 2');
  });

  test('numbers are heard in words, digits and as the last', () => {
    expect(named('读第十二个来源')).toBe('readSource 12');
    expect(named('打开第3个')).toBe('openSource 3');
    expect(named('read the last source', { ...speaking, sources: 7 })).toBe('readSource 7');
    expect(named('read the last source', { ...speaking, sources: 0 })).toBe('');
  });

  test('a number alone is a source where that was asked, and only there', () => {
    const offered = { ...speaking, offersSources: true };
    for (const heard of [
      '第二个',
      '第二个。',
      '第2个',
      '二',
      '第二个来源吧',
      'the second one',
      'Second.',
      'two',
      'number two, please',
    ])
      expect([heard, named(heard, offered)]).toEqual([heard, 'readSource 2']);
    for (const heard of ['第二个', 'the second one', '2']) expect(named(heard)).toBe('');
    expect(named('第二个怎么样', offered)).toBe('');
    expect(named('停', offered)).toBe('stop');
  });

  test('courtesies alone, nothing and very long speech are no commands', () => {
    for (const heard of ['', ' ', '嗯', '好的', 'please', 'ok thanks', '停'.repeat(5_000), 'stop '.repeat(2_000)])
      expect(named(heard)).toBe('');
  });
});
