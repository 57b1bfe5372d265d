import { describe, expect, test } from 'vitest';
import { offer, partsInTab } from '../../../lib/parts/in-tab.ts';
import type { Part } from '../../../lib/parts/parts.ts';
import { talk } from '../../../lib/voice/talk.ts';

describe('a part', () => {
  test('that cannot be had is asked for again by the next who wants it', async () => {
    const asked: Part[] = [];
    let isUpdated = true;
    const parts = partsInTab(async (part) => {
      asked.push(part);
      if (isUpdated) throw new Error('updated');
      offer({ talk });
    });
    await expect(parts.load('talk')).rejects.toThrow('updated');
    expect(parts.now('talk')).toBeUndefined();
    isUpdated = false;
    expect(await parts.load('talk')).toBe(talk);
    expect(asked).toEqual(['talk', 'talk']);
  });

  test('that several want at once is fetched once, and stays', async () => {
    const colours = () => undefined;
    let fetched = 0;
    const parts = partsInTab(async () => {
      fetched++;
      await new Promise((resolve) => setTimeout(resolve, 1));
      offer({ colours });
    });
    expect(await Promise.all([parts.load('colours'), parts.load('colours')])).toEqual([colours, colours]);
    expect(await parts.load('colours')).toBe(colours);
    expect(parts.now('colours')).toBe(colours);
    expect(fetched).toBe(1);
  });

  test('whose script says nothing is not there', async () => {
    await expect(partsInTab(async () => {}).load('formulas')).rejects.toThrow('formulas');
  });
});
