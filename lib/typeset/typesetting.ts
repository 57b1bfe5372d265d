/** A piece of a formula: an element of MathML from a closed list, or text. Nothing in it can load, link or act. */
export type MathPiece = string | MathElement;

export interface MathElement {
  type: string;
  /** Names and values from closed lists. */
  attributes: Readonly<Record<string, string>>;
  style: Readonly<Record<string, string>>;
  children: readonly MathPiece[];
}

/** TeX, without the signs around it → MathML; undefined: it cannot be read. */
export type ReadFormula = (tex: string, display: boolean) => MathElement | undefined;

/** What a piece of code is, as far as its colour goes. */
export type CodeKind = 'plain' | 'keyword' | 'string' | 'name' | 'property' | 'comment' | 'sign';

export interface CodePiece {
  kind: CodeKind;
  text: string;
}

/** Code → coloured pieces that together are the code; undefined: the language is not known. */
export type ColourCode = (code: string, language: string) => readonly CodePiece[] | undefined;

/** What only some answers need, each part fetched when the first one does. */
export interface Typesetting {
  formulas: ReadFormula;
  colours: ColourCode;
}
