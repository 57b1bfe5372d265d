// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CheckedSentence } from '../../../../components/answer/answer-context.ts';
import { AnswerText } from '../../../../components/answer/answer-text.tsx';
import type { Mark } from '../../../../components/answer/place-marks.ts';
import { createChecker } from '../../../../lib/grounding/checks.ts';
import type { Check } from '../../../../lib/model/verdict.ts';
import { answerText, seeded } from '../../markdown/documents.ts';
import { drawn } from './drawn.ts';
import { htmlOf, labels, parsedHtml } from './rendered.tsx';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

vi.setConfig({ testTimeout: 60_000 });

let root: Root;
let place: HTMLElement;
beforeEach(() => {
  place = document.createElement('div');
  document.body.append(place);
  root = createRoot(place);
});
afterEach(() => {
  act(() => root.unmount());
  place.remove();
});

const show = (text: string, done = false) =>
  act(() => root.render(<AnswerText text={text} done={done} labels={labels} />));

describe('an answer on screen', () => {
  test('keeps the elements and the text nodes of what is finished, so that a selection in it stays', () => {
    const text = answerText(seeded(11), 3_000);
    const seen = new Map<number, { element: Element; html: string }>();
    let compared = 0;
    for (let length = 40; length < text.length; length += 40) {
      show(text.slice(0, length));
      const elements = [...(place.firstElementChild?.children ?? [])];
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
    const first = place.querySelector('li')?.querySelector('strong')?.firstChild;
    show(`- 第一项 **重**\n- 二${'\n- 又一项，有些字'.repeat(400)}`);
    expect(place.querySelectorAll('li')).toHaveLength(402);
    expect(place.querySelectorAll('ul')).toHaveLength(1);
    expect(place.querySelector('li')?.querySelector('strong')?.firstChild).toBe(first);
  });

  test('has its marks, which come one by one and after their text, where the whole answer has them', () => {
    const renderText = (text: string, marks: readonly Mark<CheckedSentence>[]) =>
      marks.reduceRight(
        (shown, { at, value }) => `${shown.slice(0, at)}⟦${value.check?.start}⟧${shown.slice(at)}`,
        text,
      );
    for (let seed = 0; seed < 5; seed++) {
      const text = answerText(seeded(41 + seed), 600);
      const random = seeded(seed);
      const checker = createChecker([]);
      const checks: Check[] = [];
      const draw = (length: number, done: boolean) => {
        const props = { text: text.slice(0, length), done, checks: [...checks], renderText, labels };
        act(() => root.render(<AnswerText {...props} />));
      };
      for (let at = 0; at < text.length; at += 1 + Math.floor(random() * 60)) {
        draw(at, false);
        checks.push(...checker.push(text.slice(0, at)).map((check) => check.make()));
        draw(at, false);
      }
      checks.push(...checker.push(text).map((check) => check.make()), ...checker.end().map((check) => check.make()));
      draw(text.length, true);
      expect(checks.length).toBeGreaterThan(1);
      const whole = parsedHtml(
        renderToStaticMarkup(<AnswerText text={text} done checks={checks} renderText={renderText} labels={labels} />),
      );
      whole.querySelector('.pd-outline')?.remove(); // of one that was written here it comes later
      expect(place.innerHTML).toBe(whole.innerHTML);
      act(() => root.render(null));
    }
  });

  test('gets very many checks at once in tasks of a few blocks each, and all of them in the end', async () => {
    const sentences = Array.from({ length: 120 }, (_, index) => `Number ${index} has some words more [1].`);
    const text = sentences.join('\n\n');
    const checker = createChecker([]);
    const checks = [...checker.push(text), ...checker.end()].map((check) => check.make());
    const renderText = (shown: string, marks: readonly Mark<CheckedSentence>[]) => shown + '⟦⟧'.repeat(marks.length);
    const draw = (some: Check[], done = false) =>
      act(() => root.render(<AnswerText {...{ text, done, checks: some, renderText, labels }} />));
    const marks = () => place.textContent?.match(/⟦⟧/g)?.length ?? 0;
    draw([]);
    await drawn(place);
    expect(marks()).toBe(0);
    draw(checks);
    const counts = [marks()];
    await drawn(place, () => counts.push(marks()));
    expect(counts[0]).toBeLessThan(15);
    expect(marks()).toBe(checks.length);
    expect(checks).toHaveLength(120);
    draw(checks, true);
    expect(marks()).toBe(120);
  });

  test('keeps the place of marks that are due, and lets it go when they do not come', async () => {
    const sentences = Array.from({ length: 30 }, (_, index) => `Number ${index} has some words more [1].`);
    const text = `${sentences.slice(0, 3).join(' ')}\n\n${sentences.slice(3).join(' ')}`;
    const checker = createChecker([]);
    const all = [...checker.push(text), ...checker.end()];
    const checks = all.map((check) => check.make());
    const due = all.map(({ end }) => end);
    const renderText = (shown: string, marks: readonly Mark<CheckedSentence>[]) =>
      marks.reduceRight((so, { at, value }) => `${so.slice(0, at)}${value.check ? '✓' : '○'}${so.slice(at)}`, shown);
    const draw = async (some: Check[], done = false) => {
      act(() => root.render(<AnswerText {...{ text, done, checks: some, due, renderText, labels }} />));
      await drawn(place);
      return place.textContent ?? '';
    };
    const unmarked = text.replaceAll('\n', '');
    const before = await draw([]);
    expect(before.replaceAll('○', '')).toBe(unmarked);
    expect(before.match(/○/g), 'of very many the first').toHaveLength(20);
    expect(before).toContain('Number 2 has some words more [1].○');
    const half = await draw(checks.slice(0, 2));
    expect(half.indexOf('○')).toBe(before.indexOf('○', before.indexOf('○', before.indexOf('○') + 1) + 1));
    expect(half.match(/✓/g)).toHaveLength(2);
    const whole = await draw(checks);
    expect(whole.slice(0, before.lastIndexOf('○') + 1).replaceAll('✓', '○')).toBe(
      before.slice(0, before.lastIndexOf('○') + 1),
    );
    expect(await draw(checks.slice(0, 2), true)).toBe(half.replaceAll('○', ''));
  });

  test('has a place or a mark for a row of a table and for its cell, which ends before it, and never two', async () => {
    const text = '| a | b |\n| --- | --- |\n| Number 7 has some words more [1] | [2] |\n\nAnd so it ends [1]. ';
    const checker = createChecker([]);
    const all = [...checker.push(text), ...checker.end()];
    const due = all.map(({ end }) => end);
    expect(due[0], 'the row').toBeGreaterThan(due[1] ?? 0);
    const renderText = (shown: string, marks: readonly Mark<CheckedSentence>[]) => shown + '○'.repeat(marks.length);
    for (let made = 0; made <= all.length; made++) {
      const checks = all.slice(0, made).map((check) => check.make());
      act(() => root.render(<AnswerText {...{ text, done: false, checks, due, renderText, labels }} />));
      await drawn(place);
      expect(place.textContent?.match(/○/g)).toHaveLength(3);
    }
  });

  test('lets a place go when what is behind it has its check: its sentence was a question', async () => {
    const question = `${'is it so that words go on and on with no stop at all '.repeat(10).trim()}?`;
    const text = `${question}\n\nOne has some words more [1].\n\nTwo has some words more [1].\n\n`;
    const checker = createChecker([]);
    checker.push(question.slice(0, -1));
    const parts = checker.parts().map(({ end }) => end);
    const all = checker.push(text);
    expect(parts.length).toBeGreaterThan(0);
    expect(all).toHaveLength(2);
    const due = [...parts, ...all.map(({ end }) => end)];
    const renderText = (shown: string, marks: readonly Mark<CheckedSentence>[]) =>
      marks.reduceRight((so, { at, value }) => `${so.slice(0, at)}${value.check ? '✓' : '○'}${so.slice(at)}`, shown);
    const draw = async (made: number) => {
      const checks = all.slice(0, made).map((check) => check.make());
      act(() => root.render(<AnswerText {...{ text, done: false, checks, due, renderText, labels }} />));
      await drawn(place);
      return [...place.querySelectorAll('p')].map((one) => one.textContent?.replaceAll(/[^✓○]/g, ''));
    };
    expect(await draw(0)).toEqual(['○'.repeat(parts.length), '○', '○']);
    expect(await draw(1)).toEqual(['', '✓', '○']);
    expect(await draw(2)).toEqual(['', '✓', '✓']);
  });

  test('marks a very long block once, when it is whole', async () => {
    const sentence = 'This one has some words more [1]. ';
    const text = sentence.repeat(300).trim();
    const checker = createChecker([]);
    const checks = [...checker.push(text), ...checker.end()].map((check) => check.make());
    const renderText = (shown: string, marks: readonly Mark<CheckedSentence>[]) => shown + '⟦⟧'.repeat(marks.length);
    const draw = (done: boolean) =>
      act(() =>
        root.render(<AnswerText {...{ text, done, checks: checks.slice(0, done ? 300 : 200), renderText, labels }} />),
      );
    const marks = () => place.textContent?.match(/⟦⟧/g)?.length ?? 0;
    draw(false);
    await drawn(place);
    expect(marks()).toBe(0);
    draw(true);
    await drawn(place);
    expect(marks()).toBe(checks.length);
    expect(checks).toHaveLength(300);
  });

  test('ends as the whole text at once does', () => {
    const text = answerText(seeded(12), 2_500);
    for (let length = 50; length < text.length; length += 50) show(text.slice(0, length));
    show(text, true);
    const whole = document.createElement('div');
    whole.innerHTML = htmlOf(text, { isSource: () => false });
    place.normalize();
    expect(place.innerHTML).toBe(whole.innerHTML);
  });

  test('that was long before it was shown comes in portions, each of which adds to what is there, until all is', async () => {
    const text = answerText(seeded(13), 60_000);
    show(text, true);
    const lengths = [place.textContent?.length ?? 0];
    const first = place.querySelector('.pd-answer')?.firstElementChild;
    expect(lengths[0]).toBeLessThan(4_001);
    await drawn(place, () => lengths.push(place.textContent?.length ?? 0));
    expect(lengths).toEqual(lengths.toSorted((one, other) => one - other));
    expect(new Set(lengths).size).toBeGreaterThan(3);
    expect(place.querySelector('.pd-answer')?.firstElementChild).toBe(first);
    // The same as when it grows up to there.
    const whole = place.querySelector('.pd-answer')?.innerHTML;
    act(() => root.render(null));
    for (let length = 4_000; length < text.length; length += 4_000) show(text.slice(0, length));
    show(text);
    show(text, true);
    await drawn(place);
    expect(place.querySelector('.pd-answer')?.innerHTML).toBe(whole);
  });

  test('that is very long shows its end before its middle', async () => {
    const middle = Array.from(
      { length: 3_000 },
      (_, index) => `Number ${index} has a few words more${index === 1_500 ? ' in between' : ''}.`,
    );
    const text = ['First words.', ...middle, 'Last words.'].join('\n\n');
    const seen: [first: boolean, middle: boolean, last: boolean][] = [];
    show(text, true);
    await drawn(place, () => {
      const textContent = place.textContent ?? '';
      seen.push([textContent.includes('First'), textContent.includes('in between'), textContent.includes('Last')]);
    });
    expect(seen).toContainEqual([true, false, true]);
    expect(seen.at(-1)).toEqual([true, true, true]);
    expect(place.textContent?.match(/Last words/g)).toHaveLength(1);
  });

  test('begins anew when another text comes', () => {
    show('甲 **一**');
    show('乙');
    expect(place.textContent).toBe('乙');
  });

  test('shows half-open emphasis as written only once it is done', () => {
    show('甲 **一');
    expect(place.innerHTML).toContain('<strong>一</strong>');
    show('甲 **一', true);
    expect(place.textContent).toBe('甲 **一');
  });
});

describe('the text of an answer', () => {
  test('goes through renderText, but not its code', () => {
    act(() =>
      root.render(
        <AnswerText text={'事实。[1] `[2]`'} done labels={labels} renderText={(text) => text.replace('[', '⟦')} />,
      ),
    );
    expect(place.textContent).toBe('事实。⟦1] [2]');
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
      root.render(<AnswerText text="[官网](https://a.example/x)" done labels={labels} isSource={() => true} />),
    );
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    act(() => void place.querySelector('a')?.dispatchEvent(click));
    expect(click.defaultPrevented).toBe(true);
  });
});
