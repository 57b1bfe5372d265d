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
  const remembered = (name: string, substitutions?: unknown): string => {
    const asked = JSON.stringify([name, substitutions]);
    try {
      const words = getMessage(name, substitutions);
      // The browser of a replaced extension says nothing, or throws.
      if (words) {
        said.set(asked, words).set(name, words);
        return words;
      }
    } catch {
      // remembered below
    }
    return said.get(asked) ?? said.get(name) ?? '';
  };
  for (const name of farewell) remembered(name);
  Object.defineProperty(browser, 'i18n', { value: { getMessage: remembered }, configurable: true });
}
