import type { LoadParts, OwnParts, Parts } from './parts.ts';

/** Parts lie here once they are fetched: in a content script's own world, which the page cannot see, and in our own contexts. */
const shelf = Symbol.for('pangda.parts');

type World = typeof globalThis & { [shelf]?: Partial<OwnParts> };

/** What a part's own script does: it puts the part where whoever fetched it finds it. */
export function offer(parts: Partial<OwnParts>): void {
  const world: World = globalThis;
  world[shelf] = { ...world[shelf], ...parts };
}

/**
 * Parts for whoever cannot import modules later: `fetchScript` has the part's script run in the same context. For a
 * content script the background puts it into the tab.
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
