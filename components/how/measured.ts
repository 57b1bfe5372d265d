/**
 * What the check was measured at, on parts of public data that are there for development: others may give a little less. `share`: of how many, in per cent; `area`: area
 * under the ROC curve, of 1, where 0.5 is chance. Measured again with `npm run bench:trust`.
 */
export interface Measured {
  /** Key of its words in the locales. */
  words:
    | 'edits'
    | 'false'
    | 'green'
    | 'red'
    | 'missed'
    | 'numbers'
    | 'evidence'
    | 'begin'
    | 'wice'
    | 'paws'
    | 'quotes3'
    | 'quotes1'
    | 'hard';
  figure: string;
  /** Where the data is from. */
  set: string;
  weak?: true;
}

export const measured: readonly Measured[] = [
  { words: 'edits', figure: '100 %', set: 'RGB fact' },
  { words: 'false', figure: '0', set: 'RGB fact' },
  { words: 'green', figure: '81 %', set: 'WiCE' },
  { words: 'red', figure: '98 %', set: 'WiCE' },
  { words: 'missed', figure: '22 %', set: 'WiCE', weak: true },
  { words: 'numbers', figure: '96 %', set: 'WiCE' },
  { words: 'evidence', figure: '93 %', set: 'WiCE' },
  { words: 'begin', figure: '0.95', set: 'BEGIN' },
  { words: 'wice', figure: '0.83', set: 'WiCE' },
  { words: 'paws', figure: '0.59', set: 'PAWS-X', weak: true },
  { words: 'quotes3', figure: '98 %', set: 'RGB' },
  { words: 'quotes1', figure: '87 %', set: 'RGB' },
  { words: 'hard', figure: '86 %', set: 'CMRC', weak: true },
];
