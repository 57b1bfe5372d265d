/** Characters of an answer that are drawn at once: at first, and at most. Between them it is what the computer manages. */
export const leastAtOnce = 300;
export const mostAtOnce = 8_000;

/** ms that a drawing, with the frame that shows it, may keep the page from its own work. */
const budgetMs = 30;

/** How many characters to draw next, when so many took so many milliseconds. */
export const nextPortion = (atOnce: number, tookMs: number): number =>
  tookMs > budgetMs
    ? Math.max(leastAtOnce, atOnce / 2)
    : tookMs < budgetMs / 2
      ? Math.min(mostAtOnce, atOnce * 2)
      : atOnce;
