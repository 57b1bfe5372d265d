/** Characters of an answer that are drawn at once: at first, and at most. Between them it is what the computer manages. */
export const leastAtOnce = 300;
export const mostAtOnce = 8_000;

/** ms that a drawing, with the frame that shows it, may keep the page from its own work. */
const budgetMs = 30;

/** How much to draw next, when so much took so many milliseconds; by default in characters. */
export const nextPortion = (atOnce: number, tookMs: number, least = leastAtOnce, most = mostAtOnce): number =>
  tookMs > budgetMs ? Math.max(least, atOnce / 2) : tookMs < budgetMs / 2 ? Math.min(most, atOnce * 2) : atOnce;
