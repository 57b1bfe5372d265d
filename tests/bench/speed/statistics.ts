/** Of numbers that are there; undefined without any. */
export function median(values: readonly (number | undefined)[]): number | undefined {
  const sorted = values.filter((value) => value !== undefined && Number.isFinite(value)) as number[];
  if (sorted.length === 0) return undefined;
  sorted.sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/**
 * The exponent b of cost ~ length^b, by least squares on the logarithms: 1 is linear, 2 quadratic. Undefined with fewer
 * than two lengths, or when nothing above zero was measured.
 */
export function growth(points: readonly (readonly [length: number, cost: number])[]): number | undefined {
  const logs = points.filter(([length, cost]) => length > 0 && cost > 0).map((point) => point.map(Math.log));
  const mean = (at: 0 | 1) => logs.reduce((sum, log) => sum + (log[at] ?? 0), 0) / logs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  let [above, below] = [0, 0];
  for (const [x = 0, y = 0] of logs) {
    above += (x - meanX) * (y - meanY);
    below += (x - meanX) ** 2;
  }
  return below > 0 ? above / below : undefined;
}

/**
 * Layout shift as the Web Vitals count it: the worst run of shifts that lie less than 1 s apart and within 5 s.
 * @param shifts time in ms and score of each, oldest first
 */
export function worstShift(shifts: readonly (readonly [ms: number, score: number])[]): number {
  let [worst, sum, first, last] = [0, 0, 0, Number.NEGATIVE_INFINITY];
  for (const [ms, score] of shifts) {
    if (ms - last >= 1000 || ms - first >= 5000) [sum, first] = [0, ms];
    sum += score;
    last = ms;
    worst = Math.max(worst, sum);
  }
  return worst;
}
