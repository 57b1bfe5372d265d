import { Fragment, type ReactNode } from 'react';

/**
 * Short facts in a row. Each stands alone in its direction: a name that turns the letters behind it around (U+202E) turns
 * its own, and not the host or the date beside it.
 */
export function Facts({ of }: { of: readonly (ReactNode | undefined)[] }): ReactNode {
  return of.filter(Boolean).map((fact, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a fact is its place
    <Fragment key={at}>
      {at > 0 && ' · '}
      <bdi>{fact}</bdi>
    </Fragment>
  ));
}
