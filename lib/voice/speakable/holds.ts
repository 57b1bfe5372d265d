import { citationSegments, openTail } from '../../grounding/citations.ts';
import { entity, isTag } from './html.ts';
import { breakLetter, type Slot } from './utterance.ts';

/** What a hold has come to: more letters are needed; only a letter; or so many letters used up for something. */
export type Outcome =
  | 'wait'
  | 'literal'
  | {
      used: number;
      slot?: Slot;
      cites?: number[];
      /** Letters to say instead. */
      letters?: string;
      /** A range of the held text that is read on its own. */
      inner?: [number, number];
    };

interface Around {
  /** The line has ended: no waiting. */
  isWhole: boolean;
  /** The last plain letters before the hold. */
  before: string;
}

/** Which hold a letter opens, if any. */
export function opensHold(letter: string, before: string): keyof typeof holds | undefined {
  if (letter === 'h' || letter === 'H') return 'address';
  if (letter === 'w' || letter === 'W') return /[A-Za-z0-9@/.]$/.test(before) ? undefined : 'address';
  return openers[letter];
}

const openers: Record<string, keyof typeof holds> = {
  '`': 'code',
  '[': 'bracket',
  '【': 'wide',
  '［': 'wide',
  '(': 'wrapped',
  '（': 'wrapped',
  '!': 'image',
  $: 'dollar',
  '<': 'tag',
  '\\': 'escape',
  '~': 'strike',
  '&': 'entity',
};

/** Each looks at what is held and decides as soon as it can; the decision must not change with more letters. */
export const holds = {
  address(text: string, { isWhole }: Around): Outcome {
    const lower = text.slice(0, 8).toLowerCase();
    const head = ['https://', 'http://', 'www.'].find((one) => lower.startsWith(one));
    if (!head)
      return !isWhole && ['https://', 'http://', 'www.'].some((one) => one.startsWith(lower)) ? 'wait' : 'literal';
    const isOpen = /[!-~]/.test(text.charAt(text.length - 1)) && !'<>"`|{}\\^[]'.includes(text.charAt(text.length - 1));
    if (isOpen && !isWhole && text.length < 2_000) return 'wait';
    return address(isOpen ? text : text.slice(0, -1), head);
  },

  code(text: string, { isWhole }: Around): Outcome {
    const opener = /^`+/.exec(text)?.[0] ?? '`';
    if (opener.length === text.length) return isWhole ? { used: text.length } : 'wait';
    const body = isWhole ? text : text.slice(0, -1);
    const isClosed = (isWhole || !text.endsWith('`')) && body.endsWith('`');
    const closer = isClosed ? (/`+$/.exec(body)?.[0] ?? '') : '';
    if (closer.length === opener.length && body.length > 2 * opener.length) {
      const code = body.slice(opener.length, -opener.length).trim();
      return { used: body.length, slot: { kind: 'code', code } };
    }
    return isWhole || text.length > 600 ? 'literal' : 'wait';
  },

  bracket,

  image(text: string, around: Around): Outcome {
    if (text.length < 2) return around.isWhole ? 'literal' : 'wait';
    if (text.charAt(1) !== '[') return 'literal';
    const outcome = bracket(text.slice(1), around);
    if (typeof outcome === 'string') return outcome;
    if (text.charAt(outcome.used) !== ')') return 'literal';
    const alt = text
      .slice(2, text.indexOf(']'))
      .replace(/[*_`[\]]/g, '')
      .trim();
    return { used: outcome.used + 1, ...(alt === '' ? {} : { slot: { kind: 'image', alt } }) };
  },

  wide(text: string, { isWhole }: Around): Outcome {
    if (/[】］\]]$/.test(text) || isWhole || text.length > 24) return cited(text) ?? 'literal';
    return 'wait';
  },

  wrapped(text: string, { isWhole }: Around): Outcome {
    const found = /[)）]$/.test(text) ? cited(text) : undefined;
    if (found) return found;
    return !isWhole && text.length <= 24 && openTail(text) === text.length ? 'wait' : 'literal';
  },

  dollar,

  tag(text: string, { isWhole, before }: Around): Outcome {
    if (text === '<') return isWhole ? 'literal' : 'wait';
    if (!/^<[A-Za-z/!]/.test(text)) return 'literal';
    const end = text.indexOf('>');
    if (end < 0) return isWhole || text.length > 300 || text.indexOf('<', 1) > 0 ? 'literal' : 'wait';
    const name = /^<\/?([A-Za-z][\w-]*)/.exec(text)?.[1]?.toLowerCase() ?? '';
    if (name === 'sup' && !text.startsWith('</')) return raised(text, end, { isWhole, before });
    if (/^<https?:\/\//i.test(text)) return { ...asObject(address(text.slice(1, end), 'https://')), used: end + 1 };
    if (text.startsWith('<!--'))
      return text.endsWith('-->')
        ? { used: text.length }
        : isWhole || text.length > 300
          ? { used: text.length }
          : 'wait';
    if (!isTag(name)) return 'literal';
    return { used: end + 1, ...(name === 'br' ? { letters: breakLetter } : {}) };
  },

  escape(text: string, { isWhole }: Around): Outcome {
    if (text.length < 2) return isWhole ? { used: 1 } : 'wait';
    const next = text.charAt(1);
    if (next === '(' || next === '[') {
      const end = text.indexOf(next === '(' ? '\\)' : '\\]', 2);
      if (end > 0) return { used: end + 2, slot: { kind: 'math', tex: text.slice(2, end) } };
      return isWhole || text.length > 300 ? 'literal' : 'wait';
    }
    return /[!-/:-@[-`{-~]/.test(next) ? { used: 2, letters: next } : 'literal';
  },

  strike(text: string, { isWhole }: Around): Outcome {
    if (text.length < 2) return isWhole ? 'literal' : 'wait';
    if (text.charAt(1) !== '~' || /^~~[\s~]/.test(text)) return 'literal';
    if (text.length > 4 && text.endsWith('~~')) return { used: text.length };
    return isWhole || text.length > 300 ? 'literal' : 'wait';
  },

  entity(text: string, { isWhole }: Around): Outcome {
    if (text.endsWith(';')) {
      const letters = entity(text.slice(1, -1));
      return letters === undefined ? 'literal' : { used: text.length, letters };
    }
    return !isWhole && /^&#?\w{0,8}$/.test(text) ? 'wait' : 'literal';
  },
};

const asObject = (outcome: Outcome): Exclude<Outcome, string> => (typeof outcome === 'string' ? { used: 1 } : outcome);

/** An address without what ends the sentence around it. */
function address(text: string, head: string): Outcome {
  let url = text;
  for (;;) {
    const shorter = url.replace(/[.,;:!?'*_~]+$/, '');
    const isLoose = shorter.endsWith(')') && !shorter.includes('(');
    if (shorter === url && !isLoose) break;
    url = isLoose ? shorter.slice(0, -1) : shorter;
  }
  const host = /^(?:https?:\/\/)?(?:[^/@\s]*@)?(?:www\.)?([^/:?#\s]+)/i.exec(url)?.[1] ?? '';
  return url.length <= head.length && head !== 'www.'
    ? 'literal'
    : { used: Math.max(1, url.length), slot: { kind: 'address', host } };
}

/** The citation a bracket is, if it is one. */
function cited(text: string): Exclude<Outcome, string> | undefined {
  const [only, ...others] = citationSegments(text);
  if (only?.citation && others.length === 0) return { used: text.length, cites: only.citation };
  // Longer lists than the checked ones: never a matrix, an interval or an index.
  const isList = /^[[【［]\d{1,2}(?:[,，、] ?\d{1,2}){2,}[\]】］]$/.test(text);
  return isList ? { used: text.length, cites: [...new Set((text.match(/\d+/g) ?? []).map(Number))] } : undefined;
}

/** A link, a reference, a citation, or words in brackets. */
function bracket(text: string, { isWhole }: Around): Outcome {
  const last = text.charAt(text.length - 1);
  const tooLong = text.length > 1_600;
  if (!isWhole && !tooLong && !'])'.includes(last) && !text.slice(0, -1).endsWith(']'))
    return text.length > 400 && !text.includes(']') ? 'literal' : 'wait';
  const close = closing(text, 0, '[', ']');
  if (close < 0) return isWhole || text.length > 400 ? 'literal' : 'wait';
  const next = text.charAt(close + 1);
  if (next === '' && !isWhole) return 'wait';
  const citation = cited(text.slice(0, close + 1));
  if (next === '(') {
    const target = text.slice(close + 2);
    const end = closing(text, close + 1, '(', ')');
    const mayBeLink = !/[[\]]|^\s*[^\s"']*\s+[^\s"'()]/.test(target);
    if (end < 0 && mayBeLink && !isWhole && !tooLong) return 'wait';
    if (end > 0) return linked(text, close, end, citation?.cites);
  }
  if (citation) return citation;
  if (next === '[' && close > 1) {
    const end = text.indexOf(']', close + 1);
    if (end < 0 && !isWhole && text.length - close < 60) return 'wait';
    if (end > 0 && !cited(text.slice(close + 1, end + 1))) return { used: end + 1, inner: [1, close] };
  }
  return { used: close + 1, inner: [1, close] };
}

function linked(text: string, close: number, end: number, cites: number[] | undefined): Outcome {
  if (cites) return { used: end + 1, cites };
  if (text.slice(1, close).trim() !== '') return { used: end + 1, inner: [1, close] };
  return { ...asObject(address(text.slice(close + 2, end), 'www.')), used: end + 1 };
}

/** Where the bracket at `from` closes, or -1. */
function closing(text: string, from: number, opener: string, closer: string): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === '\\') at++;
    else if (letter === opener) depth++;
    else if (letter === closer && --depth === 0) return at;
  }
  return -1;
}

/** A price or a formula. */
function dollar(text: string, { isWhole, before }: Around): Outcome {
  if (text.length < 2) return isWhole ? 'literal' : 'wait';
  if (text.startsWith('$$')) {
    const end = text.indexOf('$$', 3);
    if (end > 0) return { used: end + 2, slot: { kind: 'math', tex: text.slice(2, end) } };
    return isWhole || text.length > 1_000 ? 'literal' : 'wait';
  }
  if (/^\$[\s\u3000-\u9fff\uff00-\uffef.,;!?)]/.test(text) || /[A-Za-z]$/.test(before)) return 'literal';
  const price = /^\$\d[\d,]*(?:\.\d+)?(?:[KkMBT](?![A-Za-z])|bn\b)?/.exec(text)?.[0];
  if (price && isPrice.test(text.slice(price.length))) return 'literal';
  const found = /^\$([^$]*[^$\s\\])\$(?!\d)/.exec(text);
  if (found && (isWhole || text.length > found[0].length)) {
    return { used: found[0].length, slot: { kind: 'math', tex: found[1] ?? '' } };
  }
  const isLost = /^\$[^$]*\s\$/.test(text) || /^\$[^$]*\$\d/.test(text);
  return isWhole || isLost || text.length > 300 ? 'literal' : 'wait';
}

/** What follows a price and no formula that begins with a number. */
const isPrice = /^(?:[^\x20-\x7f]|[,.;:!?)]?\s+[A-Za-z]{2,}[\s,.;:!?)]|\s*[-–~/]\s*\$?\d|[/"')\]*]|\+?\s[^\x20-\x7f])/;

/** `<sup>1</sup>`: a citation after a word, a power after a letter, a digit or a unit. */
function raised(text: string, end: number, { isWhole, before }: Around): Outcome {
  const close = text.toLowerCase().indexOf('</sup>', end);
  if (close < 0) return isWhole || text.length > 80 ? { used: end + 1 } : 'wait';
  const inner = text.slice(end + 1, close);
  const used = close + 6;
  const isPower = /(?:\d|\)|(?:^|[^A-Za-z])(?:[A-Za-z]|[ckm]?m|km|in|ft))$/.test(before);
  if (isPower && /^[-−]?\w{1,4}$/.test(inner)) return { used, letters: `^${inner}` };
  const numbers = (inner.match(/\d{1,3}/g) ?? []).map(Number);
  if (/^[\s\d,，[\]–-]+$/.test(inner) && numbers.length > 0) return { used, cites: numbers };
  return { used, inner: [end + 1, close] };
}
