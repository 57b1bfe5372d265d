import { createElement, type ReactNode, useMemo } from 'react';
import type { FormulaNode } from '../../lib/markdown/formula-syntax.ts';
import type { MathPiece } from '../../lib/typeset/typesetting.ts';
import { usePart } from './use-part.ts';

/** A longer one (characters of TeX) on a line of text may be wider than the panel: it scrolls by itself. */
const longInline = 32;

/** A formula; as it is written while it is not whole, and when it cannot be read. */
export function FormulaView({ node: { tex, display, open, value } }: { node: FormulaNode }): ReactNode {
  // Also for one that is only begun: what draws it is then there when it is whole, and nothing moves.
  const read = usePart('formulas', true);
  const math = useMemo(() => (open ? undefined : read?.(tex, display)), [read, tex, display, open]);
  if (!math) return <span className={display ? 'pd-tex pd-tex-display' : 'pd-tex'}>{value}</span>;
  const look = display ? 'pd-formula-display' : tex.length > longInline ? 'pd-formula-long' : '';
  // A row wider than the panel is scrolled with the keys as well.
  const scrolls = look === '' ? undefined : 0;
  return (
    <span className={`pd-formula ${look}`} tabIndex={scrolls}>
      {elementOf(math, 0)}
    </span>
  );
}

function elementOf(piece: MathPiece, key: number): ReactNode {
  if (typeof piece === 'string') return piece;
  const { class: className, ...attributes } = piece.attributes;
  return createElement(
    piece.type,
    { key, ...attributes, ...(className && { className }), style: piece.style },
    ...piece.children.map(elementOf),
  );
}
