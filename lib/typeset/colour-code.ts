import { parse } from 'sugar-high/core';
import { type Language, languages } from 'sugar-high/lang';
import type { CodeKind, CodePiece, ColourCode } from './typesetting.ts';

/** Longer code (characters) stays plain: it is read in one go. */
const longest = 15_000;

const byName = new Map<string, Language>(
  languages.flatMap((language) =>
    [language.id, language.extension, ...language.aliases].map((name) => [name, language] as const),
  ),
);

const kinds: Readonly<Record<string, CodeKind>> = {
  keyword: 'keyword',
  string: 'string',
  class: 'name',
  entity: 'name',
  property: 'property',
  comment: 'comment',
  sign: 'sign',
};

/** Colours code of a language that is known. */
export const colourCode: ColourCode = (code, language) => {
  const known = byName.get(language.trim().toLowerCase());
  if (!known || known.id === 'plaintext' || code.length > longest) return undefined;
  const pieces: CodePiece[] = [];
  parse(code, known.config).lines.forEach(({ tokens }, index) => {
    if (index > 0) append(pieces, 'plain', '\n');
    for (const { type, value } of tokens) append(pieces, kinds[type] ?? 'plain', value);
  });
  return pieces.map(({ text }) => text).join('') === code ? pieces : undefined;
};

/** White space has no colour, so it goes with what stands before it. */
function append(pieces: CodePiece[], kind: CodeKind, text: string): void {
  const last = pieces.at(-1);
  if (last && (last.kind === kind || text.trim() === '')) last.text += text;
  else if (text !== '') pieces.push({ kind, text });
}
