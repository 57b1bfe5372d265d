import temml from 'temml';
import type { MathPiece, ReadFormula } from './typesetting.ts';

/** Longer ones, or ones of more or deeper elements, are not read. */
const most = { characters: 4_000, elements: 3_000, depth: 60 };

/** em. What is longer or farther away is no formula, but might be laid over what stands beside it. */
const farthest = 40;

const types = new Set(
  `math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts
  mprescripts none mtable mtr mtd mpadded mphantom mstyle menclose`.split(/\s+/),
);

const words = /^[a-z][a-z -]*$/;
const lengths = /^(?:-?[\d.]+(?:em|ex|px|pt|%)?(?: |$))+$/;
const number = /^[+-]?\d$/;

/** Attributes and what their values may look like. No colours: those are the theme's, and hide nothing. */
const attributes: Readonly<Record<string, RegExp>> = {
  display: words,
  displaystyle: words,
  scriptlevel: number,
  mathvariant: words,
  stretchy: words,
  symmetric: words,
  fence: words,
  separator: words,
  form: words,
  largeop: words,
  movablelimits: words,
  accent: words,
  accentunder: words,
  columnalign: words,
  notation: words,
  lspace: lengths,
  rspace: lengths,
  minsize: lengths,
  maxsize: lengths,
  width: lengths,
  height: lengths,
  depth: lengths,
  voffset: lengths,
  linethickness: lengths,
  rowspacing: lengths,
};

const edges = /^[\d.]+(?:em|px|pt) (?:solid|dashed|double)$/;
const styles: Readonly<Record<string, RegExp>> = {
  padding: lengths,
  paddingTop: lengths,
  paddingRight: lengths,
  paddingBottom: lengths,
  paddingLeft: lengths,
  width: lengths,
  border: edges,
  borderTop: edges,
  borderRight: edges,
  borderBottom: edges,
  borderLeft: edges,
  fontWeight: words,
};

/** Names of classes that components/answer/formula.css knows. */
const classes = new Set(['tml-right', 'tml-left', 'tml-jot', 'tml-small', 'tml-prime']);

/** Temml's tree, as far as it is looked at; its types call it any. */
interface Tree {
  type?: unknown;
  text?: unknown;
  attributes?: Record<string, unknown>;
  style?: Record<string, unknown>;
  classes?: readonly string[];
  children?: readonly Tree[];
}

/** Reads TeX without trusting it: commands that link, load, style or name things are unknown. */
export const readFormula: ReadFormula = (tex, display) => {
  if (tex.length > most.characters) return undefined;
  try {
    const tree: Tree = temml.__renderToMathMLTree(tex, {
      displayMode: display,
      throwOnError: true,
      trust: false,
      maxSize: [farthest, farthest],
      maxExpand: 300,
    });
    const left = { elements: most.elements };
    const [piece] = piecesOf(tree, left, 0);
    return typeof piece === 'object' && piece.type === 'math' ? piece : undefined;
  } catch {
    return undefined; // not TeX as it is known here: shown as it is written
  }
};

/** @throws RangeError when there is too much of it, TypeError when there is something in it that is not on the list. */
function piecesOf(tree: Tree, left: { elements: number }, depth: number): MathPiece[] {
  if (--left.elements < 0 || depth > most.depth) throw new RangeError('too large');
  if (typeof tree.text === 'string') return [tree.text];
  const children = (tree.children ?? []).flatMap((child) => piecesOf(child, left, depth + 1));
  // A fragment, or the empty span in which Temml's style sheet would count equations.
  if (tree.type === undefined) return children;
  const type = String(tree.type);
  if (!types.has(type)) throw new TypeError(type);
  const named = (tree.classes ?? []).filter((name) => classes.has(name)).join(' ');
  return [
    {
      type,
      attributes: { ...allowed(tree.attributes, attributes), ...(named && { class: named }) },
      style: allowed(tree.style, styles),
      children,
    },
  ];
}

function allowed(
  given: Record<string, unknown> | undefined,
  known: Readonly<Record<string, RegExp>>,
): Record<string, string> {
  const entries = Object.entries(given ?? {}).map(([name, value]) => [name, String(value).trim()] as const);
  return Object.fromEntries(
    entries.filter(([name, value]) => Object.hasOwn(known, name) && known[name]?.test(value) && isNear(value)),
  );
}

/** Of lengths: none is far. An ex or pt is less than an em, a per cent is of the formula's own room. */
const isNear = (value: string): boolean =>
  [...value.matchAll(/-?[\d.]+(?!%)/g)].every(([found]) => Math.abs(Number(found)) <= farthest);
