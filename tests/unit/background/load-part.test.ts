import { expect, test } from 'vitest';

const put: { target: object; files: string[]; injectImmediately: boolean }[] = [];
const browser = {
  runtime: { id: 'pangda' },
  scripting: { executeScript: async (what: (typeof put)[number]) => void put.push(what) },
};
Object.assign(globalThis, { browser, chrome: browser });
const { partCalls } = await import('../../../lib/background/load-part.ts');

const sender = { tab: { id: 7 }, frameId: 3 } as never; // as far as it is looked at

test.each([
  ['page', ['/content-scripts/page.js']],
  ['panel', ['/react.js', '/chat.js', '/content-scripts/panel.js', '/markdown.js']],
  ['checking', ['/texts.js', '/checking.js']],
  ['talk', ['/texts.js', '/commands.js', '/talk.js']],
  ['formulas', ['/formulas.js']],
] as const)('%s is put into the frame that asks, behind all that it takes from', async (part, files) => {
  put.length = 0;
  await partCalls['surface.loadPart']({ part }, sender);
  expect(put).toEqual([{ target: { tabId: 7, frameIds: [3] }, files: [...files], injectImmediately: true }]);
  await partCalls['surface.loadPart']({ part, canWait: true }, sender);
  expect(put[1]).toMatchObject({ injectImmediately: false });
});
