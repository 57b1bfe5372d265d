import { root, run } from '../../tools/processes.mjs';
import type { Stage } from './stage.ts';

/** The ledger with many records, by tests/bench/ledger.ts, in a browser of its own. Throws what it said when it failed. */
export async function ledgerPart(stage: Stage, records: number): Promise<void> {
  process.stderr.write(`  ledger with ${records} records\n`);
  const { code, output } = await run(process.execPath, [`${root}/tests/bench/ledger.ts`, String(records)], {
    quiet: true,
  });
  if (code !== 0) throw new Error(output);
  const values = ledgerFigures(output);
  stage.take({ part: 'ledger', key: `${records} records`, subject: 'ours', round: 0, values });
}

/** Milliseconds by what its lines say; of the searches the slowest. */
export function ledgerFigures(output: string): Record<string, number | undefined> {
  const lines = output.split('\n').map((line) => /^(.*?) {2,}(\{.*\})$|^(.{46}) (\{.*\})$/.exec(line));
  const found = lines.flatMap((line) => {
    const [what, json] = [line?.[1] ?? line?.[3], line?.[2] ?? line?.[4]];
    return what && json ? [{ what: what.trim(), figures: JSON.parse(json) as Record<string, number> }] : [];
  });
  const ms = (beginning: string) => found.find(({ what }) => what.startsWith(beginning))?.figures.ms;
  const searches = found.filter(({ what }) => what.startsWith('search ') && !what.includes('swept'));
  return {
    open: ms('open:'),
    search: searches.length > 0 ? Math.max(...searches.map(({ figures }) => figures.ms ?? 0)) : undefined,
    verify: ms('verify the chain'),
  };
}
