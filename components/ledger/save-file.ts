/** Offers a text as a file to save. */
export function saveFile(name: string, type: string, parts: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A name that sorts by day: `pangda-ledger-2026-11-24.json`. */
export const fileName = (extension: 'json' | 'md'): string =>
  `pangda-ledger-${new Date().toISOString().slice(0, 10)}.${extension}`;
