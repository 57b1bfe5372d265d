import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import type { CheckedSentence } from '../../../../components/answer/answer-context.ts';
import { AnswerText } from '../../../../components/answer/answer-text.tsx';
import type { Mark } from '../../../../components/answer/place-marks.ts';
import { provideParts } from '../../../../components/answer/use-part.ts';
import { citedText } from '../../../../components/chat/cited-text.tsx';
import { EvidenceCard } from '../../../../components/chat/evidence-card.tsx';
import { checking } from '../../../../lib/grounding/checking.ts';
import { checksOf } from '../../../../lib/grounding/checks.ts';
import type { Check } from '../../../../lib/model/verdict.ts';
import { offer, partsInTab } from '../../../../lib/parts/in-tab.ts';
import { page, source } from '../../grounding/make.ts';
import { growth } from '../../growth.ts';
import { huge, seeded } from '../../markdown/documents.ts';
import { labels, parsedHtml } from '../answer/rendered.tsx';

vi.setConfig({ testTimeout: 60_000 });

const { sources } = page('大桥', ['临江大桥全长1313米，由李明远设计，2009年建成通车。', '灯塔高42米，由王建国修复。']);

const check = (more: Partial<Check> = {}): Check => ({
  start: 0,
  end: 9,
  sources: [1],
  badNumbers: [],
  verdict: 'found',
  evidence: [{ source: 1, start: 0, end: 12, quote: '临江大桥全长1313米' }],
  missing: { numbers: [], names: [], changed: [] },
  ...more,
});
const at = (at: number, more: Partial<Check> = {}): Mark<CheckedSentence> => ({
  at,
  value: { check: check(more), words: '大桥' },
});
const shown = (text: string, marks: readonly Mark<CheckedSentence>[]): HTMLElement =>
  parsedHtml(renderToStaticMarkup(citedText(text, sources, marks)));
/** Class or text of each piece; what is kept together is a list. */
const namesIn = (element: Element): unknown[] =>
  [...element.childNodes].map((one) => {
    const { className } = one as Element;
    return className === 'pd-kept-together' ? namesIn(one as Element) : (className ?? one.textContent);
  });
const verdicts = (element: HTMLElement): (string | null)[] =>
  [...element.querySelectorAll('button.pd-verdict')].map((one) => one.getAttribute('data-verdict'));

describe('text with citations and marks', () => {
  test('has a chip for each number and a mark for each sentence, in order, and keeps its text', () => {
    const element = shown('甲。[1] 乙[2][9]。', [
      at(5),
      at(14, { start: 6, verdict: 'notFound', sources: [2], badNumbers: [9] }),
    ]);
    expect(element.textContent).toBe('甲。1 乙2⚠9。');
    expect(verdicts(element)).toEqual(['found', 'notFound']);
    expect(namesIn(element)).toEqual([
      ['甲。', 'pd-cite', 'pd-verdict'],
      ' ',
      ['乙', 'pd-cite'],
      ['pd-cite', '。', 'pd-verdict'],
    ]);
  });

  test('lets neither a chip nor a stop behind it nor a mark behind a stop begin a line', () => {
    expect(namesIn(shown('甲乙丙。', [at(4)]))).toEqual(['甲乙丙', ['。', 'pd-verdict']]);
    expect(namesIn(shown('甲[1]”，乙。', [at(8)]))).toEqual([['甲', 'pd-cite', '”，'], '乙', ['。', 'pd-verdict']]);
    expect(namesIn(shown('甲乙[1][2]丙', []))).toEqual(['甲', ['乙', 'pd-cite'], 'pd-cite', '丙']);
    expect(namesIn(shown('A bee [1]. B', [at(10)]))).toEqual(['A ', ['bee ', 'pd-cite', '.', 'pd-verdict'], ' B']);
    const long = 'Donaudampfschifffahrtsgesellschaft';
    expect(namesIn(shown(`${long}[1]`, []))).toEqual([long.slice(0, -16), [long.slice(-16), 'pd-cite']]);
  });

  test('shows marks that come without text or out of order', () => {
    expect(verdicts(shown('', [at(0)]))).toEqual(['found']);
    expect(verdicts(shown('甲乙', [at(2, { start: 5, verdict: 'partly' }), at(1)]))).toEqual(['found', 'partly']);
    expect(verdicts(shown('甲[1]', [at(4), at(4, { start: 3, verdict: 'noSource' })]))).toEqual(['found', 'noSource']);
  });

  test('has no mark for an opinion', () =>
    expect(verdicts(shown('我认为。', [at(4, { verdict: 'cannotCheck', why: 'notAClaim' })]))).toEqual([]));

  test('has a number that no source has as such, and it leads nowhere', () => {
    const element = shown('甲[7]', []);
    expect(element.querySelector('button')).toBeNull();
    expect(element.querySelector('[data-bad]')?.textContent).toBe('⚠7');
  });

  test('without sources is the text as it is', () => expect(citedText('甲[1]', [], [])).toBe('甲[1]'));

  test('never makes markup of what a model wrote', () =>
    expect(shown('<img src=x onerror=alert(1)>[1]', []).querySelector('img')).toBeNull());

  test('of 60,000 letters with marks and citations takes linear time', () => {
    const make = (length: number) => {
      const text = '甲乙丙丁[1]。'.repeat(length / 8);
      const marks = Array.from({ length: length / 8 }, (_, n) => at(8 * n + 8, { start: 8 * n }));
      return () => citedText(text, sources, marks);
    };
    expect(growth((work: () => unknown) => work(), make(6_000), make(60_000), 60)).toBeLessThan(60);
  });
});

test('an answer shows one mark for each checked statement, and the text of its blocks is the same with and without', () => {
  const show = (text: string, checks: readonly Check[]) =>
    parsedHtml(
      renderToStaticMarkup(
        <AnswerText
          text={text}
          done
          checks={checks}
          renderText={(piece, marks) => citedText(piece, sources, marks)}
          labels={labels}
        />,
      ),
    );
  for (const make of Object.values(huge)) {
    const text = make(seeded(9), 1_500);
    const checks = checksOf(text, sources);
    const element = show(text, checks);
    expect(element.textContent).toBe(show(text, []).textContent);
    expect(element.querySelectorAll('button.pd-verdict')).toHaveLength(
      checks.filter(({ why }) => why !== 'notAClaim').length,
    );
    expect(element.querySelectorAll('a button, code button.pd-verdict')).toHaveLength(0);
  }
});

describe('the evidence card', () => {
  const card = (props: Omit<Parameters<typeof EvidenceCard>[0], 'read'>) =>
    parsedHtml(renderToStaticMarkup(<EvidenceCard read={[]} {...props} />));

  test('shows the sentence as it is before it is known which words are in common', () => {
    const element = card({ claim: '大桥全长1313米', check: check(), sources: sources.slice(0, 1) });
    expect(element.querySelector('blockquote')?.innerHTML).toBe('临江大桥全长1313米');
  });

  test('says the verdict, marks the words in common and opens at the sentence', () => {
    offer({ checking });
    provideParts(partsInTab(async () => {}));
    const element = card({ claim: '大桥全长1313米', check: check(), sources: sources.slice(0, 1) });
    expect(element.querySelector('.pd-evidence-words')?.textContent).toBe('verdict.found');
    expect(element.querySelector('blockquote')?.textContent).toBe('临江大桥全长1313米');
    expect([...element.querySelectorAll('mark')].map((one) => one.textContent).join()).toContain('1313');
    expect(element.querySelector('a')?.getAttribute('href')).toMatch(/^https:\/\/example\.com\/1#:~:text=/);
    expect(element.querySelector('ul')).toBeNull();
  });

  test('of one of several sources says what that one comes to', () => {
    const both = check({
      sources: [1, 2],
      each: [
        { source: 1, verdict: 'found' },
        { source: 2, verdict: 'notFound' },
      ],
    });
    const element = card({ claim: '大桥', check: both, sources: sources.slice(1) });
    expect(element.querySelector('.pd-evidence-words')?.textContent).toBe('verdict.notFound');
    expect(element.querySelector('ul'), 'no list without remarks').toBeNull();
    expect(element.querySelector('.pd-evidence-title')).not.toBeNull();
  });

  test('says each thing that is missing once', () => {
    const changed = [
      { said: '德国', source: '法国' },
      { said: '德国', source: '法国' },
    ];
    const element = card({
      claim: '大桥',
      check: check({ verdict: 'partly', missing: { numbers: ['1313米', '5'], names: [], changed, negation: true } }),
      sources,
    });
    expect([...element.querySelectorAll('li')].map((one) => one.textContent)).toEqual([
      'verdict.missing.numbers(1313米, 5)',
      'verdict.missing.changed(德国, 法国)',
      'verdict.missing.negation',
    ]);
  });

  test('has no link to an address that is no plain web address, and no markup of a source', () => {
    const bad = source(1, '', { url: 'javascript:alert(1)', site: '<b>x</b>', title: '<img src=x>' });
    const element = card({ claim: '', sources: [bad], check: check({ evidence: [] }) });
    expect(element.querySelector('a, img, b')).toBeNull();
    expect(element.textContent).toContain('<b>x</b>');
  });

  test('shows a quote as one, without a verdict', () => {
    const element = card({ claim: '', sources: sources.slice(0, 1), quote: '临江大桥全长1313米' });
    expect(element.textContent).toContain('verdict.quote');
    expect(element.querySelector('.pd-evidence-words')).toBeNull();
  });
});
