import { expect, test } from 'vitest';
import { laidDown } from '../fakes/model-behaviours.ts';
import { untilWritten } from './ledger-tools.ts';
import { connect, ended, sharedModelServer } from './model.ts';
import { openFixture, sharedBrowser } from './session.ts';

const session = sharedBrowser();
const models = sharedModelServer();

const answer = `It costs $5 and $6 [1]. For $n \\ge 1$:

$$
\\sum_{i=1}^{n} i
= \\frac{n(n+1)}{2}
$$

This one is broken: $\\frac{a$.

\`\`\`python
def total(n):
    return sum(range(n + 1))  # 合计
\`\`\`

\`\`\`klingon
def nothing
\`\`\`
`;

test('formulas are drawn and code is coloured beside the page, and in the ledger', async () => {
  const { browser } = session;
  laidDown.set('typeset', answer);
  await connect(browser, models.server, 'text-typeset');
  const tab = await openFixture(browser, 'google-results');
  await ended(tab);
  await tab.panel.find('article math[display=block] mfrac');
  expect(await tab.panel.count('article math')).toBe(2);
  expect(await tab.panel.text('article')).toContain('costs $5 and $6');
  expect(await tab.panel.text('article')).toContain('$\\frac{a$');
  expect(await tab.panel.text('.pd-code-keyword')).toContain('def');
  expect(await tab.panel.text('.pd-code-comment')).toBe('# 合计');
  expect((await tab.panel.probe('.pd-code'))?.html[1]).not.toContain('pd-code-keyword');
  // Said once, to those who listen.
  expect(await tab.panel.text('[role=status]')).toContain('The answer is complete.');
  // The page sees nothing of what was put beside the panel.
  expect(await tab.evaluate(() => Object.getOwnPropertySymbols(globalThis).map(String))).not.toContain(
    'Symbol(pangda.typesetting)',
  );
  if (process.env.PANGDA_SHOTS) await tab.raw.screenshot(`${process.env.PANGDA_SHOTS}/typeset.png`);
  await tab.raw.close();

  await untilWritten(browser, 1);
  const list = await browser.openExtension('ledger.html');
  await list.page.find('.pd-ledger-row');
  const row = (await list.page.probe('.pd-ledger-row'))?.attributes[0]?.href ?? '';
  await list.raw.close();
  const ledger = await browser.openExtension(`ledger.html${row}`);
  await ledger.page.find('math[display=block] mfrac');
  await ledger.page.find('.pd-code-keyword');
  await ledger.raw.close();
});
