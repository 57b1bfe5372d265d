import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { CheckedSentence } from '../../../../components/answer/answer-context.ts';
import { AnswerText } from '../../../../components/answer/answer-text.tsx';
import type { Mark } from '../../../../components/answer/place-marks.ts';
import { checksOf } from '../../../../lib/grounding/checks.ts';
import type { Check } from '../../../../lib/model/verdict.ts';
import { labels, parsedHtml } from './rendered.tsx';

export const sources = [1, 2, 3].map((number) => ({ number, title: '', text: '临江大桥全长1313米，由李明远设计。' }));

/** Marks as a letter that no answer has, and the number of the check. */
const withMarks =
  (checks: readonly Check[]) =>
  (text: string, marks: readonly Mark<CheckedSentence>[]): ReactNode => {
    let shown = '';
    let from = 0;
    for (const { at, value } of marks) {
      shown += `${text.slice(from, at)}⟦${value.check && checks.indexOf(value.check)}⟧`;
      from = at;
    }
    return shown + text.slice(from);
  };

/** The HTML of an answer with `⟦0⟧`, `⟦1⟧` … where the marks of its checks stand. */
export function markedHtml(text: string, checks: readonly Check[] = checksOf(text, sources)): string {
  return renderToStaticMarkup(
    <AnswerText
      text={text}
      done
      checks={checks}
      isSource={() => true}
      renderText={withMarks(checks)}
      labels={labels}
    />,
  );
}

/** The same as text, with a line for each block, item and cell. */
export function markedText(text: string): string {
  const html = markedHtml(text).replace(/<\/(?:p|li|h\d|td|th|blockquote)>/g, '\n$&');
  return (parsedHtml(html).textContent ?? '').replace(/\s*\n\s*/g, '\n').trim();
}
