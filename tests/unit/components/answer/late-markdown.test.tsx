// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AnswerText } from '../../../../components/answer/answer-text.tsx';
import { richCopy } from '../../../../components/answer/rich-copy.ts';
import { provideParts } from '../../../../components/answer/use-part.ts';
import { warmUpWhenIdle } from '../../../../components/chat/warm-up.tsx';
import { markdown } from '../../../../lib/markdown/markdown.ts';
import type { LoadParts, Part } from '../../../../lib/parts/parts.ts';
import { answerText, seeded } from '../../markdown/documents.ts';
import { drawn } from './drawn.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let root: Root;
let place: HTMLElement;
/** How often Markdown's part was asked for, and what becomes of it. */
let asked: number;
let come: () => void;
let fail: () => void;
beforeEach(() => {
  place = document.createElement('div');
  root = createRoot(place);
  asked = 0;
  let there: typeof markdown | undefined;
  const coming = new Promise<typeof markdown>((resolve, reject) => {
    come = () => {
      there = markdown;
      resolve(markdown);
    };
    fail = () => reject(new Error('updated'));
  });
  // Colours and formulas never come.
  provideParts({
    now: (part: Part) => (part === 'markdown' ? there : undefined),
    load(part: Part) {
      if (part !== 'markdown') return new Promise(() => {});
      asked++;
      return coming;
    },
  } as LoadParts);
});
afterEach(() => act(() => root.unmount()));

const labels = { copy: '', copied: '' };
const show = (text: string, done = false) =>
  act(() => root.render(<AnswerText text={text} done={done} labels={labels} />));
const answer = () => place.querySelector('.pd-answer');

describe('an answer whose Markdown cannot be read yet', () => {
  test('is shown as it is written, as it grows, and drawn once it can be', async () => {
    show('## 题\n\n甲 **乙');
    expect(answer()?.innerHTML).toBe('## 题\n\n甲 **乙');
    show('## 题\n\n甲 **乙** 丙');
    expect(answer()?.textContent).toBe('## 题\n\n甲 **乙** 丙');
    expect(answer()?.className).toContain('pd-as-written');
    const element = answer();
    await act(async () => come());
    expect(answer()).toBe(element);
    expect(element?.className).toBe('pd-answer');
    expect(element?.innerHTML).toBe('<h4>题</h4><p>甲 <strong>乙</strong> 丙</p>');
    const heading = element?.firstElementChild;
    show('## 题\n\n甲 **乙** 丙\n\n- 丁', true);
    expect(element?.innerHTML).toMatch(/^<h4>题<\/h4><p>甲 <strong>乙<\/strong> 丙<\/p><ul>.*丁/);
    expect(element?.firstElementChild).toBe(heading);
    expect(asked).toBe(1);
  });

  test('keeps all that is on the screen', async () => {
    const text = answerText(seeded(3), 9_000);
    show(text, true);
    await drawn(place);
    expect(answer()?.textContent).toBe(text);
    await act(async () => come());
    await drawn(place);
    const late = place.innerHTML;
    act(() => root.render(null));
    for (let length = 3_000; length < text.length; length += 3_000) show(text.slice(0, length));
    show(text, true);
    await drawn(place);
    expect(late).toContain(answer()?.innerHTML);
  });

  test('that has just been written does not get its outline in view', async () => {
    const text = '# a\n\n# b\n\n# c\n';
    show(text);
    show(text, true);
    await act(async () => come());
    expect(place.querySelectorAll('h3')).toHaveLength(3);
    expect(place.querySelector('.pd-outline')).toBeNull();
  });

  test('stays as it is written when it never can be, and is never markup', async () => {
    show('甲 **乙** <img src=x>');
    await act(async () => fail());
    show('甲 **乙** <img src=x> 丙', true);
    expect(answer()?.textContent).toBe('甲 **乙** <img src=x> 丙');
    expect(answer()?.childElementCount).toBe(0);
    expect(asked).toBe(1);
  });

  test('is copied as text, with its citations as links', () => {
    const source = { url: 'https://a.example/', title: 'A' };
    expect(richCopy('甲 **乙**。[1]', () => source)).toEqual({
      markdown: '甲 **乙**。[\\[1\\]](<https://a.example/>)\n\n- \\[1\\] [A](<https://a.example/>)\n',
      html: undefined,
      plain: '甲 **乙**。[1]\n\n[1] A https://a.example/\n',
    });
  });
});

describe('what draws an answer while a model thinks', () => {
  let idle: (() => void)[];
  beforeEach(() => {
    idle = [];
    Object.assign(globalThis, {
      requestIdleCallback: (then: () => void) => idle.push(then),
      cancelIdleCallback: (id: number) => idle.splice(id - 1, 1),
    });
  });

  test('waits for what reads it, and does nothing without', async () => {
    const giveUp = warmUpWhenIdle();
    expect([asked, idle.length]).toEqual([1, 0]);
    await act(async () => fail());
    expect(idle).toEqual([]);
    giveUp();
  });

  test('is given up before that has come, or after', async () => {
    const giveUp = warmUpWhenIdle();
    giveUp();
    const giveUpAfter = warmUpWhenIdle();
    await act(async () => come());
    expect(idle).toHaveLength(1);
    giveUpAfter();
    expect(idle).toEqual([]);
  });

  test('draws it whole, and takes it away again', async () => {
    warmUpWhenIdle();
    await act(async () => come());
    const errors = vi.spyOn(console, 'error').mockImplementation(() => {});
    await act(async () => idle.shift()?.());
    expect(idle).toHaveLength(1);
    await act(async () => idle.shift()?.());
    expect([idle.length, errors.mock.calls]).toEqual([0, []]);
    errors.mockRestore();
  });
});
