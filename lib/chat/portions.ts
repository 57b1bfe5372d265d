/** Characters of an answer that are drawn at once: at first, and at most. Between them it is what the computer manages. */
export const leastAtOnce = 300;
export const mostAtOnce = 8_000;

/** What is more characters behind is left to the view, which draws its end before its middle (components/answer). */
export const farBehind = 16_000;

/** Nobody looks: then browsers let a timer wait for a second, or for a minute. */
export const isUnseen = (): boolean => globalThis.document?.hidden === true;

/** ms that a drawing has taken that began then: what a timer waited where nobody looks is none of it. */
export const drawingMs = (startMs: number): number => (isUnseen() ? 0 : performance.now() - startMs);

/** ms that a drawing, with the frame that shows it, may keep the page from its own work. */
const budgetMs = 24;

/** How much to draw next, when so much took so many milliseconds; by default in characters. */
export const nextPortion = (atOnce: number, tookMs: number, least = leastAtOnce, most = mostAtOnce): number =>
  tookMs > budgetMs ? Math.max(least, atOnce / 2) : tookMs < budgetMs / 2 ? Math.min(most, atOnce * 2) : atOnce;

/** How far (of a portion) a blank line may be from its end to be taken for it. */
const reach = 0.5;

/**
 * Where a portion of a text ends that begins at `from` and is to be about so long: behind a blank line, if one is near. What
 * ends there need not be read again with the next.
 */
export function portionEnd(text: string, from: number, atOnce: number): number {
  const to = from + Math.ceil(atOnce);
  if (to >= text.length) return text.length;
  const middle = Math.floor(atOnce * reach);
  const near = text.slice(to - middle, Math.min(to + middle, from + mostAtOnce));
  const before = near.lastIndexOf('\n\n', middle - 2);
  const at = before >= 0 ? before : near.indexOf('\n\n', middle - 1);
  return at < 0 ? to : to - middle + at + 2;
}
