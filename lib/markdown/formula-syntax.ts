import type { Literal } from 'mdast';
import type { Extension as MdastExtension } from 'mdast-util-from-markdown';
import type { Code, Construct, Effects, Extension, State, TokenizeContext } from 'micromark-util-types';
import { type Formula, UNFINISHED } from './formulas.ts';

/** A formula of an answer. `value` is what is written, with its signs: for whom cannot show formulas. */
export interface FormulaNode extends Literal {
  type: 'formula';
  tex: string;
  display: boolean;
  /** It is still being written. */
  open: boolean;
}

declare module 'mdast' {
  interface PhrasingContentMap {
    formula: FormulaNode;
  }
  interface RootContentMap {
    formula: FormulaNode;
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    formula: 'formula';
    formulaText: 'formulaText';
  }
}

/** How Markdown is read that holds these formulas: each is one piece, and nothing in it is Markdown. */
export function formulaSyntax(formulas: readonly Formula[]): { syntax: Extension; mdast: MdastExtension } {
  const starting = new Map(formulas.map((formula) => [formula.start, formula]));
  const flow = construct((at) => (starting.get(at)?.isBlock ? starting.get(at)?.end : undefined), true);
  const text = construct((at) => starting.get(at)?.end, false);
  return {
    syntax: { flow: { 36: flow, 92: flow }, text: { 36: text, 92: text } },
    mdast: {
      enter: {
        formula(token) {
          const { tex = '', display = false } = starting.get(token.start.offset) ?? {};
          const open = tex.endsWith(UNFINISHED);
          const written = this.sliceSerialize(token);
          const value = open ? written.slice(0, written.lastIndexOf(UNFINISHED)) : written;
          this.enter({ type: 'formula', value, tex: tex.replace(UNFINISHED, '').trim(), display, open }, token);
        },
      },
      exit: {
        formula(token) {
          this.exit(token);
        },
      },
    },
  };
}

/** Takes what lies between the offset where it starts and the one that is known to be its end. */
function construct(endOf: (start: number) => number | undefined, isFlow: boolean): Construct {
  return { name: 'formula', concrete: isFlow, tokenize };

  function tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
    const now = () => this.now();
    const isLazy = () => isFlow && this.parser.lazy[now().line] === true;
    let end = 0;
    return start;

    function start(code: Code): State | undefined {
      end = endOf(now().offset) ?? -1;
      if (end < 0) return nok(code);
      effects.enter('formula');
      effects.enter('formulaText');
      return inside(code);
    }

    function inside(code: Code): State | undefined {
      if (now().offset >= end) {
        effects.exit('formulaText');
        effects.exit('formula');
        return isFlow ? behind(code) : ok(code);
      }
      if (code === null) return nok(code);
      if (code >= -2 || code < -5) {
        effects.consume(code);
        return inside;
      }
      effects.exit('formulaText');
      effects.enter('lineEnding');
      effects.consume(code);
      effects.exit('lineEnding');
      return nextLine;
    }

    function nextLine(code: Code): State | undefined {
      if (isLazy() || code === null) return nok(code);
      effects.enter('formulaText');
      return inside(code);
    }

    /** Only blanks follow on its line. */
    function behind(code: Code): State | undefined {
      if (code === null || (code < -2 && code > -6)) return ok(code);
      if (code !== -2 && code !== -1 && code !== 32) return nok(code);
      effects.enter('whitespace');
      return blanks(code);
    }

    function blanks(code: Code): State | undefined {
      if (code === -2 || code === -1 || code === 32) {
        effects.consume(code);
        return blanks;
      }
      effects.exit('whitespace');
      return behind(code);
    }
  }
}
