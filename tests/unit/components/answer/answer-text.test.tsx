// @vitest-environment jsdom
import { act } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { AnswerText } from '../../../../components/answer/answer-text.tsx';
import { answerText, seeded } from '../../markdown/documents.ts';
import { drawn } from './drawn.ts';
import { mounted } from './mounted.ts';
import { htmlOf, labels } from './rendered.tsx';

vi.setConfig({ testTimeout: 60_000 });

const screen = mounted();

const show = (text: string, done = false) =>
  act(() => screen.root.render(<AnswerText text={text} done={done} labels={labels} />));

describe('an answer on screen', () => {
  test('keeps the elements and the text nodes of what is finished, so that a selection in it stays', () => {
    const text = answerText(seeded(11), 3_000);
    const seen = new Map<number, { element: Element; html: string }>();
    let compared = 0;
    for (let length = 40; length < text.length; length += 40) {
      show(text.slice(0, length));
      const elements = [...(screen.place.firstElementChild?.children ?? [])];
      for (const [index, element] of elements.slice(0, -1).entries()) {
        const before = seen.get(index);
        if (before) {
          expect(element).toBe(before.element);
          expect(element.innerHTML).toBe(before.html);
          compared++;
        } else if (index < elements.length - 2) seen.set(index, { element, html: element.innerHTML });
      }
    }
    expect(compared).toBeGreaterThan(200);
  });

  test('keeps the first item of a list that grows long', () => {
    show('- 第一项 **重**\n- 二');
    const first = screen.place.querySelector('li')?.querySelector('strong')?.firstChild;
    show(`- 第一项 **重**\n- 二${'\n- 又一项，有些字'.repeat(400)}`);
    expect(screen.place.querySelectorAll('li')).toHaveLength(402);
    expect(screen.place.querySelectorAll('ul')).toHaveLength(1);
    expect(screen.place.querySelector('li')?.querySelector('strong')?.firstChild).toBe(first);
  });

  test('ends as the whole text at once does', () => {
    const text = answerText(seeded(12), 2_500);
    for (let length = 50; length < text.length; length += 50) show(text.slice(0, length));
    show(text, true);
    const whole = document.createElement('div');
    whole.innerHTML = htmlOf(text, { isSource: () => false });
    screen.place.normalize();
    expect(screen.place.innerHTML).toBe(whole.innerHTML);
  });

  test('that was long before it was shown comes in portions, each of which adds to what is there, until all is', async () => {
    const text = answerText(seeded(13), 60_000);
    show(text, true);
    const lengths = [screen.place.textContent?.length ?? 0];
    const first = screen.place.querySelector('.pd-answer')?.firstElementChild;
    expect(lengths[0]).toBeLessThan(4_001);
    await drawn(screen.place, () => lengths.push(screen.place.textContent?.length ?? 0));
    expect(lengths).toEqual(lengths.toSorted((one, other) => one - other));
    expect(new Set(lengths).size).toBeGreaterThan(3);
    expect(screen.place.querySelector('.pd-answer')?.firstElementChild).toBe(first);
    // The same as when it grows up to there.
    const whole = screen.place.querySelector('.pd-answer')?.innerHTML;
    act(() => screen.root.render(null));
    for (let length = 4_000; length < text.length; length += 4_000) show(text.slice(0, length));
    show(text);
    show(text, true);
    await drawn(screen.place);
    expect(screen.place.querySelector('.pd-answer')?.innerHTML).toBe(whole);
  });

  test('that is very long shows its end before its middle', async () => {
    const middle = Array.from(
      { length: 3_000 },
      (_, index) => `Number ${index} has a few words more${index === 1_500 ? ' in between' : ''}.`,
    );
    const text = ['First words.', ...middle, 'Last words.'].join('\n\n');
    const seen: [first: boolean, middle: boolean, last: boolean][] = [];
    show(text, true);
    await drawn(screen.place, () => {
      const textContent = screen.place.textContent ?? '';
      seen.push([textContent.includes('First'), textContent.includes('in between'), textContent.includes('Last')]);
    });
    expect(seen).toContainEqual([true, false, true]);
    expect(seen.at(-1)).toEqual([true, true, true]);
    expect(screen.place.textContent?.match(/Last words/g)).toHaveLength(1);
  });

  test('begins anew when another text comes', () => {
    show('甲 **一**');
    show('乙');
    expect(screen.place.textContent).toBe('乙');
  });

  test('shows half-open emphasis as written only once it is done', () => {
    show('甲 **一');
    expect(screen.place.innerHTML).toContain('<strong>一</strong>');
    show('甲 **一', true);
    expect(screen.place.textContent).toBe('甲 **一');
  });
});

describe('the text of an answer', () => {
  test('goes through renderText, but not its code', () => {
    act(() =>
      screen.root.render(
        <AnswerText text={'事实。[1] `[2]`'} done labels={labels} renderText={(text) => text.replace('[', '⟦')} />,
      ),
    );
    expect(screen.place.textContent).toBe('事实。⟦1] [2]');
  });

  test('has headings below those of the panel', () => {
    expect(htmlOf('# a\n\n###### b')).toMatch(/<h3>a<\/h3>.*<h6>b<\/h6>/);
  });

  test('has code with its language, a copy button and no markup in it', () => {
    const html = htmlOf('```js\n<b>1</b>\n```');
    expect(html).toContain('<span>js</span>');
    expect(html).toContain('复制');
    expect(html).toContain('&lt;b&gt;1&lt;/b&gt;');
  });

  test('has task marks that are text', () => {
    expect(htmlOf('- [x] 做了\n- [ ] 没做')).toMatch(/☑ .*做了.*☐ .*没做/);
    expect(htmlOf('- [x] 做了')).not.toContain('<input');
  });
});

describe('a link in an answer', () => {
  test('is a link with its host when it is a source', () => {
    const html = htmlOf('[官网](https://a.example/x)');
    expect(html).toContain('href="https://a.example/x" target="_blank" rel="noopener noreferrer"');
    expect(html).toContain('(a.example)');
  });

  test('is text with its host when it is not', () => {
    const html = htmlOf('[官网](https://evil.example/x)', { isSource: () => false });
    expect(html).not.toContain('<a');
    expect(html).toContain('官网<span class="pd-host"> (evil.example)</span>');
  });

  test('is only its words when its address is not a plain web address', () => {
    expect(htmlOf('[官网](javascript:alert(1))')).toContain('<p>官网</p>');
  });

  test('does not open on a click a script made', () => {
    act(() =>
      screen.root.render(<AnswerText text="[官网](https://a.example/x)" done labels={labels} isSource={() => true} />),
    );
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    act(() => void screen.place.querySelector('a')?.dispatchEvent(click));
    expect(click.defaultPrevented).toBe(true);
  });
});
