import { checkBlock } from './check-block.ts';
import type { BlockAsked, BlockTold } from './checkers.ts';
import { openLedger } from './database.ts';

/** A thread that checks the blocks it is asked about. */
addEventListener('message', async ({ data: { name, from } }: MessageEvent<BlockAsked>) => {
  let told: BlockTold;
  try {
    const checked = await checkBlock(await openLedger(name), from);
    told = { from, ...(checked && { checked }) };
  } catch (thrown) {
    told = { from, error: String(thrown) };
  }
  postMessage(told);
});
