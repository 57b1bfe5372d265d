// @vitest-environment jsdom
import { act } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import type { CheckedSentence } from '../../../../components/answer/answer-context.ts';
import { AnswerText } from '../../../../components/answer/answer-text.tsx';
import type { Mark } from '../../../../components/answer/place-marks.ts';
import { createChecker } from '../../../../lib/grounding/checks.ts';
import type { Check } from '../../../../lib/model/verdict.ts';
import { answerText, seeded } from '../../markdown/documents.ts';
import { drawn } from './drawn.ts';
import { mounted } from './mounted.ts';
import { labels, parsedHtml } from './rendered.tsx';

vi.setConfig({ testTimeout: 60_000 });

const screen = mounted();

describe('the marks of an answer on screen', () => {
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
        act(() => screen.root.render(<AnswerText {...props} />));
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
      expect(screen.place.innerHTML).toBe(whole.innerHTML);
      act(() => screen.root.render(null));
    }
  });

  test('gets very many checks at once in tasks of a few blocks each, and all of them in the end', async () => {
    const sentences = Array.from({ length: 120 }, (_, index) => `Number ${index} has some words more [1].`);
    const text = sentences.join('\n\n');
    const checker = createChecker([]);
    const checks = [...checker.push(text), ...checker.end()].map((check) => check.make());
    const renderText = (shown: string, marks: readonly Mark<CheckedSentence>[]) => shown + '⟦⟧'.repeat(marks.length);
    const draw = (some: Check[], done = false) =>
      act(() => screen.root.render(<AnswerText {...{ text, done, checks: some, renderText, labels }} />));
    const marks = () => screen.place.textContent?.match(/⟦⟧/g)?.length ?? 0;
    draw([]);
    await drawn(screen.place);
    expect(marks()).toBe(0);
    draw(checks);
    const counts = [marks()];
    await drawn(screen.place, () => counts.push(marks()));
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
      act(() => screen.root.render(<AnswerText {...{ text, done, checks: some, due, renderText, labels }} />));
      await drawn(screen.place);
      return screen.place.textContent ?? '';
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
      act(() => screen.root.render(<AnswerText {...{ text, done: false, checks, due, renderText, labels }} />));
      await drawn(screen.place);
      expect(screen.place.textContent?.match(/○/g)).toHaveLength(3);
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
      act(() => screen.root.render(<AnswerText {...{ text, done: false, checks, due, renderText, labels }} />));
      await drawn(screen.place);
      return [...screen.place.querySelectorAll('p')].map((one) => one.textContent?.replaceAll(/[^✓○]/g, ''));
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
        screen.root.render(
          <AnswerText {...{ text, done, checks: checks.slice(0, done ? 300 : 200), renderText, labels }} />,
        ),
      );
    const marks = () => screen.place.textContent?.match(/⟦⟧/g)?.length ?? 0;
    draw(false);
    await drawn(screen.place);
    expect(marks()).toBe(0);
    draw(true);
    await drawn(screen.place);
    expect(marks()).toBe(checks.length);
    expect(checks).toHaveLength(300);
  });
});
