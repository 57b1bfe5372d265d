/**
 * What the check was measured at, on public data it was not adjusted on. `share`: of how many, in per cent; `area`: area
 * under the ROC curve, of 1, where 0.5 is chance. Measured again with `npm run bench:trust`.
 */
export interface Measured {
  /** Key of its words in the locales. */
  words: 'edits' | 'false' | 'wice' | 'begin' | 'numbers' | 'evidence' | 'paws' | 'quotes3' | 'quotes1';
  figure: string;
  /** Where the data is from. */
  set: string;
  weak?: true;
}

export const measured: readonly Measured[] = [
  { words: 'edits', figure: '100 %', set: 'RGB fact' },
  { words: 'false', figure: '0', set: 'RGB fact' },
  { words: 'numbers', figure: '95 %', set: 'WiCE' },
  { words: 'evidence', figure: '87 %', set: 'WiCE' },
  { words: 'begin', figure: '0.95', set: 'BEGIN' },
  { words: 'wice', figure: '0.83', set: 'WiCE' },
  { words: 'paws', figure: '0.59', set: 'PAWS-X', weak: true },
  { words: 'quotes3', figure: '96 %', set: 'RGB' },
  { words: 'quotes1', figure: '82 %', set: 'RGB' },
];
