import type { LoadTypesetting, Typesetting, TypesettingPart } from './typesetting.ts';

/** In a content script's own world, which the page cannot see, parts lie here once they are fetched. */
const shelf = Symbol.for('pangda.typesetting');

type World = typeof globalThis & { [shelf]?: Partial<Typesetting> };

/** What a part's own script does: it puts the part where the panel of the same tab finds it. */
export function offer(parts: Partial<Typesetting>): void {
  const world: World = globalThis;
  world[shelf] = { ...world[shelf], ...parts };
}

/**
 * Parts for a content script, which cannot import anything later by itself: `fetchScript` has the background put the
 * part's script into the tab.
 */
export function typesettingInTab(fetchScript: (part: TypesettingPart) => Promise<unknown>): LoadTypesetting {
  async function load<P extends TypesettingPart>(part: P): Promise<Typesetting[P]> {
    const world: World = globalThis;
    if (!world[shelf]?.[part]) await fetchScript(part);
    const found = world[shelf]?.[part];
    if (!found) throw new Error(`${part} did not come`);
    return found;
  }
  return { formulas: () => load('formulas'), colours: () => load('colours') };
}
