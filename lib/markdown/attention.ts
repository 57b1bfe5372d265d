import { attention } from 'micromark-core-commonmark';
import { classifyCharacter } from 'micromark-util-classify-character';
import type { Code, Construct, Effects, Extension, State, Token, TokenizeContext } from 'micromark-util-types';

/**
 * Emphasis as Chinese is written. CommonMark asks for a space or punctuation beside a `**` that touches punctuation, and
 * so leaves the very common `**注意：**后面` unread. Here a Han, kana or Hangul character, or full-width punctuation, is
 * enough (the rule of markdown-cjk-friendly). Text without such characters reads as CommonMark does.
 */
export const eastAsianEmphasis: Extension = (() => {
  const construct: Construct = { ...attention, name: 'eastAsianAttention', tokenize };
  return {
    text: { 42: construct, 95: construct },
    insideSpan: { null: [construct] },
    disable: { null: ['attention'] },
  };
})();

const ASTERISK = 42;
const PUNCTUATION = 2;

function tokenize(this: TokenizeContext, effects: Effects, ok: State): State {
  const markers = this.parser.constructs.attentionMarkers.null ?? [];
  const previous = this.previous;
  const before = classifyCharacter(previous);
  let marker: Code = null;
  return start;

  function start(code: Code): State | undefined {
    marker = code;
    effects.enter('attentionSequence');
    return inside(code);
  }

  function inside(code: Code): State | undefined {
    if (code === marker) {
      effects.consume(code);
      return inside;
    }
    const token: Token = effects.exit('attentionSequence');
    const after = classifyCharacter(code);
    const open =
      !after || (after === PUNCTUATION && (before !== undefined || isEastAsian(previous))) || isOther(markers, code);
    const close =
      !before || (before === PUNCTUATION && (after !== undefined || isEastAsian(code))) || isOther(markers, previous);
    token._open = Boolean(marker === ASTERISK ? open : open && (before || !close));
    token._close = Boolean(marker === ASTERISK ? close : close && (after || !open));
    return ok(code);
  }
}

/** A marker some other construct brought in, such as `~`: the loosening is meant for those. */
const isOther = (markers: readonly Code[], code: Code): boolean =>
  code !== ASTERISK && code !== 95 && markers.includes(code);

/** A UTF-16 unit is enough: units above U+D840 are halves of rare Han characters (or of emoji, to no harm). */
const isEastAsian = (code: Code): boolean =>
  code !== null &&
  code > 0 &&
  /[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\ud840-\ud887\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]/.test(
    String.fromCharCode(code),
  );
