import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replay } from '../../tools/replay-run.ts';
import { readFaults } from '../../tools/replay-scripts.ts';
import { type ReplayServer, startReplayServer } from '../../tools/replay-server.ts';
import { hasMaterial, materialPath } from './material.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/streams');

interface Fault {
  id: string;
  expect: {
    outcome: string;
    text?: string;
    textLen?: number;
    reasoning?: string;
    requests?: number;
    mustMention?: string;
  };
}

let server: ReplayServer;
beforeAll(async () => {
  server = await startReplayServer();
});
afterAll(() => server.close());

/** What the catalogue at `path` says must come of each of its faults. */
function faultsOf(path: string): void {
  const { faults } = JSON.parse(readFileSync(path, 'utf8')) as { faults: Fault[] };
  test.each(faults)('$id ends as specified', async ({ id, expect: wanted }) => {
    const [script] = readFaults(path, [id]);
    if (script === undefined) throw new Error(id);
    const got = await replay(server, script, { mode: 'whole', seed: 1, scale: 0.02 });
    const either = /^complete-or-/.test(wanted.outcome) ? /^(complete|partial)/ : undefined;
    expect(got.outcome).toEqual(either ? expect.stringMatching(either) : wanted.outcome);
    if (wanted.text !== undefined) expect(got.text).toBe(wanted.text);
    if (wanted.textLen !== undefined) expect(got.text.length).toBe(wanted.textLen);
    if (wanted.reasoning !== undefined) expect(got.thinking).toBe(wanted.reasoning);
    if (wanted.requests !== undefined) expect(got.requests).toBe(wanted.requests);
    if (wanted.mustMention !== undefined) expect(got.error?.message).toContain(wanted.mustMention);
    expect(JSON.stringify(got)).not.toContain('sk-replay-0123');
  });
}

describe('wire faults', () => faultsOf(join(fixtures, 'faults.json')));

describe('wire faults of others', () => {
  if (hasMaterial) faultsOf(materialPath('streams/faults.json'));
  else test.skip('are not here', () => {});
});
