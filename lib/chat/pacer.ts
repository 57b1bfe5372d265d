import type { Turn } from '../model/conversation.ts';
import { drawingMs, farBehind, isUnseen, leastAtOnce, nextPortion, portionEnd } from './portions.ts';

/** ms between two drawings of a growing answer: ten a second read as smoothly as sixty, at a sixth of the cost. */
const paceMs = 100;

/** Characters of the very first drawing, whose code the browser has not compiled yet. */
const firstAtOnce = 80;
/**
 * ms between the first words, often less than one, and the second drawing: in between comes a frame that shows them.
 */
const afterFirstMs = 20;

/** Shows a turn as it grows. */
export interface Pacer {
  /** The newest state. Its first words, and whatever is not words, are shown at once; the rest as the pace allows. */
  put(turn: Turn): void;
  /** Resolves when all of the newest state has been shown; what is far behind the view may still be drawing. */
  drained(): Promise<void>;
  /** Shows the newest state at once, and nothing after it. */
  close(): void;
}

/**
 * `drawn`: what is on the screen now. Drawings but that of the first words are tasks of their own, so that everything that
 * arrived together is one.
 */
export function createPacer(show: (turn: Turn) => void, drawn: Turn): Pacer {
  let newest = drawn;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueMs = Number.POSITIVE_INFINITY;
  let drawnMs = Number.NEGATIVE_INFINITY;
  let atOnce = leastAtOnce;
  /** What was drawn last were the first words. */
  let isFirst = false;
  /** A drawing is followed by the next as soon as the page has had its turn: what lies between is what it cost. */
  let isFollowed = false;
  let wake = () => {};

  function drawBy(ms: number): void {
    if (timer !== undefined && dueMs <= ms) return;
    clearTimeout(timer);
    dueMs = ms;
    timer = setTimeout(draw, Math.max(0, ms - performance.now()));
  }

  function draw(): void {
    clearTimeout(timer);
    timer = undefined;
    dueMs = Number.POSITIVE_INFINITY;
    const startMs = performance.now();
    if (isFollowed && !isFirst) atOnce = nextPortion(atOnce, drawingMs(drawnMs));
    if (newest !== drawn) {
      isFirst = drawn.text === '' && newest.text !== '';
      drawn = portion(newest, drawn, atOnce);
      drawnMs = startMs;
      show(drawn);
    }
    isFollowed = newest !== drawn;
    if (isFollowed) drawBy(isFirst ? drawnMs + afterFirstMs : drawnMs);
    else wake();
  }

  return {
    put(turn) {
      const isUrgent = !onlyGrew(newest, turn);
      newest = turn;
      // The next task may be a frame without them.
      if (drawn.text === '' && turn.text !== '') draw();
      else drawBy(isUrgent ? performance.now() : drawnMs + (isFirst ? afterFirstMs : paceMs));
    },
    async drained() {
      while (newest !== drawn) {
        drawBy(performance.now());
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    close() {
      clearTimeout(timer);
      timer = undefined;
      if (newest !== drawn) show(newest);
      drawn = newest;
      wake();
    },
  };
}

/** More words, or more checks, of an answer that had some. */
const onlyGrew = (before: Turn, after: Turn): boolean =>
  (before.text !== '') === (after.text !== '') &&
  (before.thinking !== '') === (after.thinking !== '') &&
  Object.entries(after).every(
    ([name, value]) => growing.includes(name) || Object.is(value, before[name as keyof Turn]),
  );

const growing: readonly string[] = ['text', 'thinking', 'checks', 'due'];

/** As much of a turn as is drawn in one go. Checks wait until there is nothing more to read. */
function portion(turn: Turn, drawn: Turn, atOnce: number): Turn {
  const from = drawn.text.length;
  const isForView = isUnseen() || (from > 0 && turn.text.length - from > farBehind);
  const end = isForView ? turn.text.length : portionEnd(turn.text, from, from > 0 ? atOnce : firstAtOnce);
  if (end >= turn.text.length) return turn;
  return { ...turn, text: turn.text.slice(0, end), checks: drawn.checks, status: 'streaming', end: undefined };
}
