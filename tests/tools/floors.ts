/** Each touches one thing outside, and nothing else does. */
const middle = [
  'lib/sites',
  'lib/grounding',
  'lib/providers',
  'lib/markdown',
  'lib/messaging',
  'lib/settings',
  'lib/ledger',
  'lib/pages',
  'lib/typeset',
];
/**
 * The drawing of the house: what each folder may import besides itself. Arrows point down; neighbours do not know each
 * other. `lib` and `components` stand for all folders in them. tests/unit/architecture.test.ts holds the source to it.
 */
export const floors: Record<string, string[]> = {
  'lib/model': [],
  ...Object.fromEntries(middle.map((folder) => [folder, ['lib/model']])),
  'lib/answer': ['lib/model', ...middle],
  'lib/chat': ['lib/model', ...middle, 'lib/answer'],
  'lib/voice': ['lib/model', ...middle],
  'lib/background': ['lib/model', ...middle, 'lib/answer', 'lib/voice', 'lib/parts'],
  'lib/parts': ['lib/model', ...middle, 'lib/voice'],
  'lib/options': ['lib/model', ...middle],
  'lib/build': ['lib/parts'],
  'components/ui': [],
  'components/voice': ['lib', 'components/ui'],
  'components/answer': ['lib', 'components/ui'],
  'components/chat': ['lib', 'components/ui', 'components/answer', 'components/voice'],
  'components/panel': ['lib', 'components/ui', 'components/answer', 'components/chat', 'components/voice'],
  'components/options': ['lib', 'components/ui', 'components/chat', 'components/voice'],
  'components/ledger': ['lib', 'components/ui', 'components/answer', 'components/chat'],
  'components/popup': ['lib', 'components/ui', 'components/chat', 'components/voice'],
  'components/how': ['lib', 'components/ui', 'components/chat'],
  'components/welcome': ['lib', 'components/ui', 'components/answer', 'components/chat', 'components/options'],
  'components/allow': ['lib', 'components/ui'],
  'components/mic': ['lib', 'components/ui'],
  entrypoints: ['lib', 'components'],
};
