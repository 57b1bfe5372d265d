/** ms between two pages that are opened: nobody presses faster. */
const leastMs = 1_000;

/** Opens what is asked for, unless something was just opened: a script gone wild in a page shall not open tab after tab. */
export function seldom<A, R>(open: (what: A) => R, now: () => number = Date.now): (what: A) => R | undefined {
  let lastMs = Number.NEGATIVE_INFINITY;
  return (what) => {
    if (now() - lastMs < leastMs) return undefined;
    lastMs = now();
    return open(what);
  };
}
