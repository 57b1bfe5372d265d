/** A name that sorts by day: `pangda-ledger-2026-11-24.json`. */
export const fileName = (extension: 'json' | 'md'): string =>
  `pangda-ledger-${new Date().toISOString().slice(0, 10)}.${extension}`;
