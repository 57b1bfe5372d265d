/** ms of processor this thread uses for it: other work on the machine does not count, nor do other threads. */
function workedMs(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

/**
 * How many times as much work the bigger input is: for ten times the input about 10 when it is linear, 100 when it is the
 * square. The small one is done again and again until that is a good part of the big one's work, and has its share of
 * collected garbage and of memory asked for. Of some rounds the least, and no more of them once that is below `enough`, the
 * limit of the test.
 */
export function growth<T>(work: (input: T) => unknown, small: T, big: T, enough: number): number {
  workedMs(() => work(big)); // compiled, before anything is measured
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 6 && least >= enough; round++) {
    const bigMs = workedMs(() => work(big));
    let [times, smallMs] = [0, 0];
    for (; smallMs < bigMs / 2; times++) smallMs += workedMs(() => work(small));
    least = Math.min(least, bigMs / Math.max(smallMs / Math.max(times, 1), shortestMs));
  }
  return least;
}

/** ms; less is not told from nothing. */
const shortestMs = 0.3;
