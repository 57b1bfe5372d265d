import { useEffect, useState } from 'react';
import type { LoadTypesetting, Typesetting, TypesettingPart } from '../../lib/typeset/typesetting.ts';

let loader: LoadTypesetting | undefined;
let come: Partial<Typesetting> = {};

/**
 * An entrypoint says once, before it renders, how it gets what only some answers need. Until then, and without it,
 * formulas and code are shown as they are written.
 */
export function provideTypesetting(load: LoadTypesetting | undefined): void {
  loader = load;
  come = {};
}

/** A part, once it is there; fetched when `wanted`. What fails is asked for again by the next that wants it. */
export function useTypesetting<P extends TypesettingPart>(part: P, wanted: boolean): Typesetting[P] | undefined {
  const [, setCame] = useState(false);
  useEffect(() => {
    if (!wanted || !loader || come[part]) return;
    let left = false;
    loader[part]().then(
      (value) => {
        come = { ...come, [part]: value };
        if (!left) setCame(true);
      },
      () => {}, // shown as it is written
    );
    return () => {
      left = true;
    };
  }, [part, wanted]);
  return come[part];
}
