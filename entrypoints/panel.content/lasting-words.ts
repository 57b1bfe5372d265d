import { browser } from 'wxt/browser';

/** Shown first when the extension has been replaced, so they must be known before. */
const farewell = [
  'errors_updated',
  'errors_reload',
  'errors_kept',
  'errors_details',
  'answer_copy',
  'answer_copied',
  'answer_regenerate',
] as const;

/**
 * Makes words outlive the extension. When it is replaced, an old content script has no `i18n` any more, and a panel that
 * cannot find its words would be drawn as nothing, with the answer gone. What was said once is remembered; what never
 * was is left empty.
 */
export function makeWordsLast(): void {
  const { i18n } = browser;
  const getMessage = i18n.getMessage.bind(i18n) as (name: string, substitutions?: unknown) => string;
  const said = new Map<string, string>();
  /** By name alone: better an old number in the words than no words. */
  const alike = new Map<string, string>();
  const remembered = (name: string, substitutions?: unknown): string => {
    const asked = substitutions === undefined ? name : JSON.stringify([name, substitutions]);
    const known = said.get(asked);
    if (known !== undefined) return known; // asking the browser costs more than drawing the word
    try {
      const words = getMessage(name, substitutions);
      // The browser of a replaced extension says nothing, or throws.
      if (words) {
        said.set(asked, words);
        alike.set(name, words);
        return words;
      }
    } catch {
      // remembered below
    }
    return alike.get(name) ?? '';
  };
  for (const name of farewell) remembered(name);
  Object.defineProperty(browser, 'i18n', { value: { getMessage: remembered }, configurable: true });
}
