import type { LoadParts, OwnParts, Parts } from './parts.ts';

/** In a content script's own world, which the page cannot see, parts lie here once they are fetched. */
const shelf = Symbol.for('pangda.parts');

type World = typeof globalThis & { [shelf]?: Partial<OwnParts> };

/** What a part's own script does: it puts the part where the panel of the same tab finds it. */
export function offer(parts: Partial<OwnParts>): void {
  const world: World = globalThis;
  world[shelf] = { ...world[shelf], ...parts };
}

/**
 * Parts for a content script, which cannot import anything later by itself: `fetchScript` has the background put the
 * part's script into the tab.
 */
export function partsInTab<All extends Partial<OwnParts> = Parts>(
  fetchScript: (part: keyof All) => Promise<unknown>,
): LoadParts<All> {
  const coming = new Map<keyof All, Promise<unknown>>();
  const now = <P extends keyof All>(part: P): All[P] | undefined =>
    ((globalThis as World)[shelf] as Partial<All> | undefined)?.[part];
  return {
    now,
    async load<P extends keyof All>(part: P): Promise<All[P]> {
      if (!now(part)) {
        const fetching = coming.get(part) ?? fetchScript(part);
        coming.set(part, fetching);
        await fetching.finally(() => coming.delete(part));
      }
      const found = now(part);
      if (!found) throw new Error(`${String(part)} did not come`);
      return found;
    },
  };
}
