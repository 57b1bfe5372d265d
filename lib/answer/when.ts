import type { Page } from '../model/page.ts';
import type { AskMode } from '../model/preferences.ts';
import { isNavigational } from './navigational.ts';

/**
 * Whether to ask about this page without being told to. `costs`: a model would answer; quotes cost nothing and are shown
 * for every search, unless the panel is to wait for a press.
 */
export function asksByItself(mode: AskMode, page: Pick<Page, 'kind' | 'query'>, costs: boolean): boolean {
  if (mode === 'click') return false;
  if (!costs || page.kind === 'question') return true;
  if (page.kind === 'results' && isNavigational(page.query)) return false;
  return mode === 'automatic' || isQuestion(page.query);
}

/** The most reserved mode in which a model is asked about this page without being told to; 'click': none. */
export const unbiddenMode = (page: Page): AskMode =>
  (['questions', 'automatic'] as const).find((mode) => asksByItself(mode, page, true)) ?? 'click';

/** Whether a page that asked without knowing the settings, and said `unbidden` of itself, is to be answered under them. */
export const isToBeAnswered = (unbidden: AskMode, mode: AskMode, costs: boolean): boolean =>
  mode !== 'click' && (!costs || unbidden === 'questions' || unbidden === mode);

/** Fewer results, or no answers at all, may be what scripts fill later; they are asked about when the rest has come. */
const leastSources = { results: 5, question: 1, article: 1 };

/** Whether there is enough on a page to ask about while the rest of it is still coming. */
export const isEnoughToAsk = ({ kind, sources }: Page): boolean => sources.length >= leastSources[kind];

/** Ends with a question mark, or begins (Chinese: also contains) with a question word. */
export function isQuestion(query: string): boolean {
  const text = query.trim();
  return /[?？]$/.test(text) || englishStart.test(text) || chineseWords.test(text);
}

const englishStart =
  /^(who|whom|whose|what|what's|when|where|which|why|how|is|are|was|were|do|does|did|can|could|should|would|will|has|have|am)\b/i;

const chineseWords =
  /什么|甚么|怎么|怎样|怎麼|如何|为何|为什么|為什麼|為何|哪(里|裡|儿|个|些|种|家|一|年|天|位|款)|谁|誰|几(个|天|点|岁|年|月|号|次|时)|多少|多(大|长|久|高|远|重|快|深)|是否|是不是|有没有|有沒有|能不能|可不可以|会不会|要不要|吗$|呢$|嗎$/;
