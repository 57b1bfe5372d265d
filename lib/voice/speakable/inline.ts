import { holds, opensHold } from './holds.ts';
import type { InlineSink } from './utterance.ts';

/** Reads the letters of one line, one by one, and gives out plain letters, slots and citations. */
export interface InlineReader {
  /** `end` is the offset after what the letter stands for. */
  feed(letter: string, start: number, end?: number): void;
  /** The line is whole: what is still open is taken as it stands. */
  finish(): void;
}

/** Letters that may turn out to be a link, code, a formula …, and so wait. */
interface Hold {
  kind: keyof typeof holds;
  text: string;
  starts: number[];
  ends: number[];
}

/**
 * Online: what is given out depends on the letters alone, not on how they come in pieces. A hold that comes to nothing
 * gives its first letter back as a letter and the rest is read again; openers of its kind before that end are then
 * known to come to nothing too, so that no input is read more than a few times.
 */
export function createInline(sink: InlineSink): InlineReader {
  let hold: Hold | undefined;
  let before = '';
  const barren = new Map<string, number>();

  const give = (letter: string, start: number, end: number): void => {
    before = (before + letter).slice(-24);
    sink.letter(letter, start, end);
  };

  const settle = (isWhole: boolean): void => {
    const held = hold;
    if (!held) return;
    const outcome = holds[held.kind](held.text, { isWhole, before });
    if (outcome === 'wait') return;
    hold = undefined;
    const used = outcome === 'literal' ? 1 : outcome.used;
    const start = held.starts[0] ?? 0;
    const end = held.ends[used - 1] ?? start;
    if (outcome === 'literal') {
      barren.set(held.kind, held.ends.at(-1) ?? 0);
      give(held.text.charAt(0), start, held.ends[0] ?? start);
    } else {
      if (outcome.cites) sink.cite(outcome.cites);
      if (outcome.slot) {
        before = `${before} `.slice(-24);
        sink.slot(outcome.slot, start, end);
      }
      if (outcome.inner !== undefined) readInner(held, outcome.inner);
      for (const letter of outcome.letters ?? '') give(letter, start, end);
    }
    for (let at = used; at < held.text.length; at++) {
      feed(held.text.charAt(at), held.starts[at] ?? 0, held.ends[at] ?? 0);
    }
    if (isWhole && hold) settle(true);
  };

  /** A link's words are read like any others, apart from what follows. */
  const readInner = (held: Hold, [from, to]: [number, number]): void => {
    const inner = createInline({ ...sink, letter: give });
    for (let at = from; at < to; at++) inner.feed(held.text.charAt(at), held.starts[at] ?? 0, held.ends[at] ?? 0);
    inner.finish();
  };

  const feed = (letter: string, start: number, end = start + 1): void => {
    if (hold) {
      hold.text += letter;
      hold.starts.push(start);
      hold.ends.push(end);
    } else {
      const kind = opensHold(letter, before);
      if (!kind || start < (barren.get(kind) ?? 0)) {
        give(letter, start, end);
        return;
      }
      hold = { kind, text: letter, starts: [start], ends: [end] };
    }
    settle(false);
  };

  return { feed, finish: () => settle(true) };
}
