import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Third-party recordings and vectors; not part of the project. Tests that need them are skipped where they are absent. */
const folder = process.env.PANGDA_MATERIAL ?? join(import.meta.dirname, '../../../../shared');

export const hasMaterial = existsSync(join(folder, 'streams'));

export const materialPath = (path: string): string => join(folder, path);

export function materialJson<T>(path: string): T {
  return JSON.parse(readFileSync(materialPath(path), 'utf8'));
}

/** Paths of all recorded streams. */
export function recordedStreams(): string[] {
  if (!hasMaterial) return [];
  const root = materialPath('streams/recorded');
  return readdirSync(root).flatMap((set) =>
    readdirSync(join(root, set))
      .filter((file) => /\.(sse|sse\.txt|chunks\.txt)$/.test(file))
      .map((file) => join(root, set, file)),
  );
}
