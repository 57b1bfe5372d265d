import { useEffect, useState } from 'react';
import type { LoadParts, Part, Parts } from '../../lib/parts/parts.ts';

let loader: LoadParts | undefined;

/**
 * An entrypoint says once, before it renders, how it gets parts. Until then, and without them, answers are shown as
 * they are written.
 */
export function provideParts(load: LoadParts | undefined): void {
  loader = load;
}

/**
 * A part, once it is there; fetched when `wanted`. Null: it cannot be had, as when the extension was replaced; the next
 * that wants it asks again.
 */
export function usePart<P extends Part>(part: P, wanted: boolean): Parts[P] | undefined | null {
  const [came, setCame] = useState<boolean>();
  const there = loader?.now(part);
  const isMissing = wanted && there === undefined;
  useEffect(() => {
    if (!isMissing || !loader) return;
    let left = false;
    loader.load(part).then(
      () => {
        if (!left) setCame(true);
      },
      () => {
        if (!left) setCame(false);
      },
    );
    return () => {
      left = true;
    };
  }, [part, isMissing]);
  return there ?? (came === false ? null : undefined);
}

/** It will be wanted in a moment. */
export const preparePart = (part: Part): void => void loader?.load(part).catch(() => {});

/** Fetches a part; false: it cannot be had. */
export const partCame = async (part: Part): Promise<boolean> =>
  loader?.load(part).then(
    () => true,
    () => false,
  ) ?? false;

/** A part, if it is there. */
export const partNow = <P extends Part>(part: P): Parts[P] | undefined => loader?.now(part);
