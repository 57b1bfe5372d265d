import { expect, test } from 'vitest';
import { foundIn, wordsOf } from '../../../../components/options/use-search.ts';

const voice = {
  title: 'Voice',
  items: [
    { text: 'What leaves this computer: sound', isHeading: false },
    { text: 'Listening', isHeading: true },
    { text: 'Who turns speech into text', isHeading: false },
    { text: 'Speaking', isHeading: true },
    { text: 'Speed', isHeading: false },
    { text: 'Loudness of the voice', isHeading: false },
  ],
};
const shown = (query: string) =>
  foundIn(voice, wordsOf(query))
    .map((found) => (found ? 'x' : '.'))
    .join('');

test.each([
  ['', 'xxxxxx', 'no words: everything'],
  ['  VOICE ', 'xxxxxx', "a card's name: all of it"],
  ['speed', '...xx.', 'one setting, with the heading it stands under'],
  ['speaking', '...xxx', 'a heading: what stands under it'],
  ['voice loud', '...x.x', 'words of the card and of the setting'],
  ['speed text', '......', 'words of two settings: neither'],
])('%j shows %s: %s', (query, expected) => expect(shown(query)).toBe(expected));

test('Chinese is found without spaces', () => {
  const card = {
    title: '回答',
    items: [
      { text: '每天最多请求次数', isHeading: false },
      { text: '语言', isHeading: false },
    ],
  };
  expect(foundIn(card, wordsOf('请求'))).toEqual([true, false]);
});
