import { isHan } from '../../grounding/han.ts';
import { clauseEnds, isClauseMark, isCloser, isEnough, isStop, sentenceEnds, softCut } from './boundary.ts';
import { type InlineSink, pauses, type Slot, slotLetter } from './utterance.ts';

/** A sentence or clause before its words are made fit for a voice. */
export interface Cut {
  /** Plain text, with `slotLetter` where a slot stands. */
  plain: string;
  slots: Slot[];
  start: number;
  end: number;
  cites: number[];
  pauseAfterMs: number;
  /** More of the same sentence follows: it gets no full stop. */
  isOpen: boolean;
}

/** Cuts plain letters into sentences, long sentences at clauses, and the very first one as early as it may be. */
export interface Cutter extends InlineSink {
  /** The line has ended, and with it the sentence. */
  flush(): void;
  /** The last letter that was not yet given out; '' when all was. */
  readonly last: string;
}

/** Letters of ours, and letters without width. */
const isPrivate = /[\ue000\ue002-\uf8ff\u200b-\u200f\u2060\ufeff]/;

/** Wider sentences (Han 2, others 1) are cut; words for symbols may add to this. 120 Han or 240 letters is the most. */
const widest = 200;
/** A first sentence this wide is cut at any comma behind it, and a little wider, at the best place there is. */
const widestFirst = { clause: 40, han: 50, other: 72 };

/** `isFirst` says whether nothing has been said yet. */
export function createCutter(give: (cut: Cut) => void, isFirst: () => boolean): Cutter {
  let plain = '';
  let starts: number[] = [];
  let ends: number[] = [];
  let slots: { at: number; slot: Slot }[] = [];
  let cites: { at: number; numbers: readonly number[] }[] = [];
  let width = 0;
  let hanCount = 0;
  let quotes = 0;
  // Where a sentence or clause may have ended; 0: nowhere.
  let stop = 0;
  let clause = 0;
  let lastClause = 0;
  let lastWeak = 0;
  let softAt = 0;

  const cut = (at: number, pauseAfterMs: number, isOpen: boolean): void => {
    const text = plain.slice(0, at);
    const lead = text.length - text.trimStart().length;
    const trail = text.trimEnd().length;
    // A citation belongs to what stands before it; blanks between make no difference.
    const past = at + (plain.slice(at).length - plain.slice(at).trimStart().length);
    const mine = cites.filter((cite) => cite.at <= past);
    if (trail > lead) {
      give({
        plain: text,
        slots: slots.filter((one) => one.at < at).map((one) => one.slot),
        start: starts[lead] ?? 0,
        end: ends[trail - 1] ?? 0,
        cites: [...new Set(mine.flatMap((cite) => cite.numbers))],
        pauseAfterMs,
        isOpen,
      });
    }
    const rest = { plain: plain.slice(at), starts: starts.slice(at), ends: ends.slice(at) };
    const restSlots = slots.filter((one) => one.at >= at);
    const restCites = trail > lead ? cites.filter((cite) => cite.at > past) : cites;
    reset();
    cites = restCites.map((cite) => ({ ...cite, at: Math.max(0, cite.at - at) }));
    for (let index = 0; index < rest.plain.length; index++) {
      const letter = rest.plain.charAt(index);
      if (letter === slotLetter) {
        const slot = restSlots.shift();
        if (slot) slots.push({ at: plain.length, slot: slot.slot });
      }
      append(letter, rest.starts[index] ?? 0, rest.ends[index] ?? 0);
    }
  };

  const reset = (): void => {
    plain = '';
    starts = [];
    ends = [];
    slots = [];
    cites = [];
    width = hanCount = quotes = stop = clause = lastClause = lastWeak = 0;
    softAt = 0;
  };

  const append = (letter: string, start: number, end: number): void => {
    if (plain === '' && letter.trim() === '') return;
    plain += letter;
    starts.push(start);
    ends.push(end);
    const code = letter.charCodeAt(0);
    width += letter === slotLetter ? 16 : code >= 0x2e80 ? 2 : 1;
    if (isHan(code)) hanCount++;
    if (letter === '"') quotes++;
    look(letter);
  };

  /** Decides what the newest letter allows to decide; at most one cut, which reads the rest again. */
  const look = (letter: string): void => {
    const length = plain.length;
    const isTight = length > 1 && (stop === length - 1 || clause === length - 1);
    const closes = isTight && (isCloser(letter) || (letter === '"' && quotes % 2 === 0));
    if (isStop(letter) && (stop === length - 1 || stop === 0)) stop = length;
    else if (stop > 0 && stop === length - 1 && closes) stop = length;
    else if (stop > 0 && letter.trim() !== '' && !'*_'.includes(letter)) {
      const ending = sentenceEnds(plain, stop, false);
      if (ending === 'yes') {
        cut(stop, pauses.sentence, false);
        return;
      }
      if (ending === 'no') stop = isStop(letter) ? length : 0;
    }
    if (isClauseMark(letter)) clause = length;
    else if (clause > 0 && clause === length - 1 && closes) clause = length;
    else if (clause > 0 && clause < length) {
      if (clauseEnds(plain, clause) === 'yes') {
        lastClause = clause;
        if (isFirst() && isEnough(plain.slice(0, clause), 8, 4)) {
          cut(clause, pauses.clause, true);
          return;
        }
      }
      clause = 0;
    }
    if ('、 （('.includes(letter)) lastWeak = '（('.includes(letter) ? length - 1 : length;
    tooWide();
  };

  const tooWide = (): void => {
    // A short first clause is better than a late one.
    const isWaiting = isFirst() && stop === 0 && width >= (hanCount > 4 ? widestFirst.clause : widestFirst.other);
    if (isWaiting && lastClause > 0 && isEnough(plain.slice(0, lastClause), 2, 2)) {
      cut(lastClause, pauses.clause, true);
      return;
    }
    const enough = Math.max(softAt, hanCount > 8 ? widestFirst.han : widestFirst.other);
    if (isFirst() && stop === 0 && width >= enough) {
      softAt = width + 8;
      const at = softCut(plain);
      if (at > 0) {
        cut(at, pauses.clause, true);
        return;
      }
    }
    if (width <= widest) return;
    const place = lastClause > 20 ? lastClause : lastWeak > 20 ? lastWeak : plain.length - 1;
    const isHalf = /[\ud800-\udbff]/.test(plain.charAt(place - 1));
    cut(isHalf ? place - 1 : place, pauses.clause, true);
  };

  return {
    letter: (letter, start, end) => {
      // Private letters would be taken for slots; the reader's own break is let through.
      if (!isPrivate.test(letter) && letter >= '\t') append(letter, start, end);
    },
    slot(slot, start, end) {
      slots.push({ at: plain.length, slot });
      append(slotLetter, start, end);
    },
    cite: (numbers) => cites.push({ at: plain.length, numbers }),
    flush() {
      while (stop > 0 && stop < plain.length) {
        if (sentenceEnds(plain, stop, true) !== 'yes') break;
        cut(stop, pauses.sentence, false);
      }
      if (plain !== '') cut(plain.length, pauses.block, false);
      reset();
    },
    get last() {
      return plain.trimEnd().slice(-1);
    },
  };
}
