/** Tags that models write in answers; anything else in angle brackets is text. */
const tags = new Set(
  'a abbr b big blockquote br center code dd del details div dl dt em figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s small span strike strong sub summary sup table tbody td th thead tr tt u ul var'.split(
    ' ',
  ),
);

export const isTag = (name: string): boolean => tags.has(name);

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  middot: '·',
  bull: ' ',
  times: '×',
  divide: '÷',
  plusmn: '±',
  deg: '°',
  micro: 'µ',
  le: '≤',
  ge: '≥',
  ne: '≠',
  asymp: '≈',
  rarr: '→',
  larr: '←',
  euro: '€',
  pound: '£',
  yen: '¥',
  copy: '',
  reg: '',
  trade: '',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
};

/** What `&name;` stands for, or nothing. */
export function entity(name: string): string | undefined {
  const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
  if (!number) return named[name];
  const code = number[1] ? Number.parseInt(number[1], 16) : Number(number[2]);
  return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xf8ff) ? String.fromCodePoint(code) : '';
}
