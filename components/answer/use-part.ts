import { useEffect, useState } from 'react';
import type { LoadParts, Part, Parts } from '../../lib/parts/parts.ts';

let loader: LoadParts | undefined;

/**
 * An entrypoint says once, before it renders, how it gets what only some answers need. Until then, and without it,
 * formulas and code are shown as they are written.
 */
export function provideParts(load: LoadParts | undefined): void {
  loader = load;
}

/** A part, once it is there; fetched when `wanted`. What fails is asked for again by the next that wants it. */
export function usePart<P extends Part>(part: P, wanted: boolean): Parts[P] | undefined {
  const [, setCame] = useState(false);
  const there = loader?.now(part);
  const isMissing = wanted && there === undefined;
  useEffect(() => {
    if (!isMissing || !loader) return;
    let left = false;
    loader.load(part).then(
      () => {
        if (!left) setCame(true);
      },
      () => {}, // shown as it is written
    );
    return () => {
      left = true;
    };
  }, [part, isMissing]);
  return there;
}

/** It will be wanted in a moment. */
export const preparePart = (part: Part): void => void loader?.load(part).catch(() => {});

/** A part, if it is there. */
export const partNow = <P extends Part>(part: P): Parts[P] | undefined => loader?.now(part);
