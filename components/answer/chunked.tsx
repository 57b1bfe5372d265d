import { memo, type ReactNode } from 'react';
import type { Gap } from './use-gap.ts';

/** Elements rendered and compared as one; small enough to render in a blink, large enough that few are compared. */
export const CHUNK = 32;

/**
 * A long list of values as elements, of which only the chunks that changed are looked at again: an answer that grows at
 * its end costs what is new, not what is there. `render` must be the same function while the values are. Chunks that begin
 * in `gap` are left out.
 */
export function Chunked<T>({
  values,
  render,
  gap,
}: {
  values: readonly T[];
  render: (value: T, index: number) => ReactNode;
  gap?: Gap;
}): ReactNode {
  const chunks: ReactNode[] = [];
  for (let start = 0; start < values.length; start += CHUNK) {
    if (gap && start >= gap.from && start < gap.to) continue;
    chunks.push(
      <Chunk key={start} values={values.slice(start, start + CHUNK)} start={start} render={render as RenderAny} />,
    );
  }
  return chunks;
}

type RenderAny = (value: unknown, index: number) => ReactNode;

const Chunk = memo(
  function Chunk({ values, start, render }: { values: readonly unknown[]; start: number; render: RenderAny }) {
    return values.map((value, index) => render(value, start + index));
  },
  (before, after) =>
    before.render === after.render &&
    before.values.length === after.values.length &&
    before.values.every((value, index) => value === after.values[index]),
);
