import { JSDOM } from 'jsdom';
import { beforeAll, expect, test } from 'vitest';
import { spokenPlaces } from '../../../../components/answer/spoken-place.ts';
import { createUtterances } from '../../../../lib/voice/speakable/utterances.ts';
import { htmlOf } from './rendered.tsx';

const { window } = new JSDOM('');
beforeAll(() => {
  // Called by their bare names in a page.
  Object.assign(globalThis, { Range: window.Range, NodeFilter: window.NodeFilter });
});

function shown(markdown: string): HTMLElement {
  const scope = window.document.createElement('div');
  scope.innerHTML = htmlOf(markdown);
  return scope;
}

const answer = `## 要点

乞力马扎罗山海拔**5895米** [1]，是非洲最高的山 [2]。它在坦桑尼亚。

1. 雨季从三月到五月。
2. 走 \`Machame\` 路线（七天）。

| 路线 | 天数 |
| --- | --- |
| Marangu | 5天 |

Most climbers start from [Moshi](https://moshi.test/). Is it far?`;

/** What is marked for each utterance of a text. */
function marked(markdown: string): string[] {
  const reader = createUtterances({ lang: 'zh' });
  const places = spokenPlaces(shown(markdown), markdown);
  return [...reader.push(markdown), ...reader.end()].map(
    ({ start, end }) => places.rangeOf(start, end)?.toString() ?? '',
  );
}

test('what is marked is what is spoken, with the signs beside it and no more', () => {
  expect(marked(answer)).toEqual([
    '要点',
    '乞力马扎罗山海拔5895米 [1]，是非洲最高的山 [2]。',
    '它在坦桑尼亚。',
    '雨季从三月到五月。',
    '走 Machame 路线（七天）。',
    'Marangu5天',
    'Most climbers start from Moshi',
    'Is it far?',
  ]);
});

test('a letter on the screen leads to its utterance', () => {
  const scope = shown(answer);
  const places = spokenPlaces(scope, answer);
  const walker = window.document.createTreeWalker(scope, window.NodeFilter.SHOW_TEXT);
  for (const words of ['最高的山', '三月', 'Machame', 'far']) {
    walker.currentNode = scope;
    let node = walker.nextNode() as Text | null;
    while (node && !node.data.includes(words)) node = walker.nextNode() as Text | null;
    if (!node) throw new Error(words);
    expect(places.offsetAt(node, node.data.indexOf(words))).toBe(answer.indexOf(words));
  }
});
