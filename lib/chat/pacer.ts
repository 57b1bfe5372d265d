import type { Turn } from '../model/conversation.ts';

/** ms between two drawings of a growing answer: twelve a second read as smoothly as sixty, at a fifth of the cost. */
const paceMs = 80;

/** Characters of the very first drawing, whose code the browser has not compiled yet. */
const firstAtOnce = 80;
/** Characters drawn at once: at first, and at most. Between them it is what the computer manages in `budgetMs`. */
const leastAtOnce = 300;
const mostAtOnce = 16_000;

/**
 * ms between the first words, often less than one, and the second drawing: in between comes a frame that shows them.
 */
const afterFirstMs = 20;

/** ms that a drawing may keep the page from its own work. */
const budgetMs = 20;

/** Shows a turn as it grows. */
export interface Pacer {
  /** The newest state. Its first words, and whatever is not words, are shown at once; the rest as the pace allows. */
  put(turn: Turn): void;
  /** Resolves when the newest state is on the screen whole. */
  drained(): Promise<void>;
  /** Shows the newest state at once, and nothing after it. */
  close(): void;
}

/**
 * `drawn`: what is on the screen now. Drawings are tasks of their own, so that everything that arrived together is one.
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
    if (isFollowed && !isFirst) atOnce = nextPortion(atOnce, startMs - drawnMs);
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
      drawBy(isUrgent ? performance.now() : drawnMs + (isFirst ? afterFirstMs : paceMs));
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
  Object.entries(after).every(([name, value]) => growing.has(name) || Object.is(value, before[name as keyof Turn]));

const growing: ReadonlySet<string> = new Set(['text', 'thinking', 'checks']);

const nextPortion = (atOnce: number, tookMs: number): number =>
  tookMs > budgetMs
    ? Math.max(leastAtOnce, atOnce / 2)
    : tookMs < budgetMs / 2
      ? Math.min(mostAtOnce, atOnce * 2)
      : atOnce;

/** As much of a turn as is drawn in one go. */
function portion(turn: Turn, drawn: Turn, atOnce: number): Turn {
  const length = drawn.text === '' ? firstAtOnce : drawn.text.length + atOnce;
  if (turn.text.length <= length) return turn;
  return { ...turn, text: turn.text.slice(0, length), status: 'streaming', end: undefined };
}
