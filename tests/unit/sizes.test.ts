import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mostPacked, type SizeName, sizesOf } from '../bench/speed/sizes.ts';
import { root } from '../tools/processes.mjs';

/** The build of `npm run build`; `npm run verify` makes it before it comes here. */
const folder = join(root, '.output/chrome-mv3');
const isBuilt = existsSync(folder);

/**
 * Parts that are still larger than they may be, and what they may be meanwhile, in bytes: none grows on the way. A line
 * goes when its part has become small enough. // 2026-11-28
 */
const meanwhile: Partial<Record<SizeName, number>> = {
  'script before the page': 32_000,
};

describe('the released files', () => {
  const sizes = isBuilt ? sizesOf(folder) : [];

  test.skipIf(!isBuilt).each(Object.keys(mostPacked) as SizeName[])('keep to their size: %s', (what) => {
    const size = sizes.find((each) => each.what === what);
    if (!size && what === 'script before the page') return; // there need not be one
    expect(size?.packed).toBeGreaterThan(0);
    expect(size?.packed).toBeLessThanOrEqual(meanwhile[what] ?? mostPacked[what]);
  });

  test.skipIf(!isBuilt)("have the panel's whole sheet measured", () => {
    const styles = sizes.find(({ what }) => what === 'panel styles');
    expect(styles?.raw).toBeGreaterThan(10_000);
  });
});
