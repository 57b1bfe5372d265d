import type { LoadParts, Part, Parts } from './parts.ts';

/** In a content script's own world, which the page cannot see, parts lie here once they are fetched. */
const shelf = Symbol.for('pangda.parts');

type World = typeof globalThis & { [shelf]?: Partial<Parts> };

/** What a part's own script does: it puts the part where the panel of the same tab finds it. */
export function offer(parts: Partial<Parts>): void {
  const world: World = globalThis;
  world[shelf] = { ...world[shelf], ...parts };
}

/**
 * Parts for a content script, which cannot import anything later by itself: `fetchScript` has the background put the
 * part's script into the tab.
 */
export function partsInTab(fetchScript: (part: Part) => Promise<unknown>): LoadParts {
  const coming = new Map<Part, Promise<unknown>>();
  const now = <P extends Part>(part: P): Parts[P] | undefined => (globalThis as World)[shelf]?.[part];
  return {
    now,
    async load<P extends Part>(part: P): Promise<Parts[P]> {
      if (!now(part)) {
        const fetching = coming.get(part) ?? fetchScript(part);
        coming.set(part, fetching);
        await fetching.finally(() => coming.delete(part));
      }
      const found = now(part);
      if (!found) throw new Error(`${part} did not come`);
      return found;
    },
  };
}
