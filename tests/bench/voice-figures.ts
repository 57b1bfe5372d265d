/** What was measured of one thing, against its bar. Times in ms unless the name says otherwise. */
export interface Figure {
  what: string;
  count: number;
  p50?: number;
  p95?: number;
  least?: number;
  most?: number;
  /** What it has to keep, in words; undefined: told only. */
  bar?: string;
  kept?: boolean;
  /** Anything that explains it. */
  note?: string;
}

export const share = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
};

/** `keeps` is undefined for a figure that is told only. Without any value a bar is not kept. */
export function figure(
  what: string,
  values: readonly number[],
  bar?: { words: string; keeps: (of: { p50: number; p95: number; least: number; most: number }) => boolean },
  note?: string,
): Figure {
  const of = {
    p50: share(values, 0.5),
    p95: share(values, 0.95),
    least: Math.min(...values),
    most: Math.max(...values),
  };
  const rounded = Object.fromEntries(Object.entries(of).map(([name, value]) => [name, Math.round(value * 100) / 100]));
  return {
    what,
    count: values.length,
    ...(values.length > 0 && rounded),
    ...(bar && { bar: bar.words, kept: values.length > 0 && bar.keeps(of) }),
    ...(note && { note }),
  };
}
