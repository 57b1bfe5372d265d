/** What was stored, by whoever, as something that can be looked into. */
export const asRecord = (raw: unknown): Record<string, unknown> =>
  typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};

/** The value, if it is one of these. */
export const oneOf = <T>(allowed: readonly T[], raw: unknown): T | undefined => allowed.find((value) => value === raw);

/** The number within its range; nothing for what is none. */
export const within = ({ least, most }: { least: number; most: number }, raw: unknown): number | undefined =>
  typeof raw === 'number' && Number.isFinite(raw) ? Math.min(most, Math.max(least, raw)) : undefined;
