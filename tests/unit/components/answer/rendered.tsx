import { JSDOM } from 'jsdom';
import { renderToStaticMarkup } from 'react-dom/server';
import { AnswerText } from '../../../../components/answer/answer-text.tsx';
import './with-markdown.ts';

export const labels = { copy: '复制', copied: '已复制' };

/**
 * An answer as the HTML it shows as; every web address counts as a source unless told otherwise.
 * @throws Error of a long one, of which the first drawing is not all (use-portions.ts)
 */
export function htmlOf(text: string, { done = true, isSource = (_: string): boolean => true } = {}): string {
  if (text.length > 4_000) throw new Error('This answer is drawn in portions.');
  return renderToStaticMarkup(<AnswerText text={text} done={done} isSource={isSource} labels={labels} />);
}

const { window } = new JSDOM('');

/** HTML as inert elements. */
export function parsedHtml(html: string): HTMLElement {
  const template = window.document.createElement('template');
  template.innerHTML = html;
  const body = window.document.createElement('div');
  body.append(template.content);
  return body;
}
