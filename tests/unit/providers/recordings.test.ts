import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replay } from '../../tools/replay-run.ts';
import { readFaults, readRecording } from '../../tools/replay-scripts.ts';
import { type ReplayServer, startReplayServer } from '../../tools/replay-server.ts';
import { hasMaterial, materialJson, materialPath, recordedStreams } from './material.ts';
import { bytewise, readPieces } from './reading.ts';

/** Each costs a second of everybody's time; `node tests/tools/replay.ts --split random:100` takes more of them over a real connection. */
const randomDivisions = Number(process.env.PANGDA_DIVISIONS ?? 10);

describe.skipIf(!hasMaterial)('recorded streams of real services', () => {
  for (const path of recordedStreams()) {
    test(`${basename(path)}: text and thinking, however the bytes are divided`, async () => {
      const body = readRecording(path).steps[0]?.bytes ?? Buffer.alloc(0);
      const expected = folded(readFileSync(path, 'utf8'));
      const divisions = [
        [body],
        bytewise(body),
        ...Array.from({ length: randomDivisions }, (_, seed) => divided(body, seed)),
      ];
      const wrong: number[] = [];
      for (const [at, pieces] of divisions.entries()) {
        const { text, thinking } = await readPieces(pieces);
        if (text !== expected.text || thinking !== expected.thinking) wrong.push(at);
      }
      expect(wrong).toEqual([]);
    });
  }
});

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

describe.skipIf(!hasMaterial)('wire faults', () => {
  const faults = hasMaterial ? materialJson<{ faults: Fault[] }>('streams/faults.json').faults : [];
  let server: ReplayServer;
  beforeAll(async () => {
    server = await startReplayServer();
  });
  afterAll(() => server.close());

  test.each(faults)('$id ends as specified', async ({ id, expect: wanted }) => {
    const [script] = readFaults(materialPath('streams/faults.json'), [id]);
    if (script === undefined) throw new Error(id);
    const got = await replay(server, script, { mode: 'whole', seed: 1, scale: 0.03 });
    const either = /^complete-or-/.test(wanted.outcome) ? /^(complete|partial)/ : undefined;
    expect(got.outcome).toEqual(either ? expect.stringMatching(either) : wanted.outcome);
    if (wanted.text !== undefined) expect(got.text).toBe(wanted.text);
    if (wanted.textLen !== undefined) expect(got.text.length).toBe(wanted.textLen);
    if (wanted.reasoning !== undefined) expect(got.thinking).toBe(wanted.reasoning);
    if (wanted.requests !== undefined) expect(got.requests).toBe(wanted.requests);
    if (wanted.mustMention !== undefined) expect(got.error?.message).toContain(wanted.mustMention);
  });
});

/** What a recording says, read the plain way: all lines at hand, one field after another. */
function folded(recording: string): { text: string; thinking: string } {
  let text = '';
  let thinking = '';
  for (const line of recording.split('\n')) {
    const json = line.replace(/^data:/, '').trim();
    if (!json.startsWith('{')) continue;
    const chunk = JSON.parse(json);
    if (chunk.type === 'response.output_text.delta') text += chunk.delta;
    for (const { delta = {} } of chunk.choices ?? []) {
      const parts = typeof delta.content === 'string' ? [{ type: 'text', text: delta.content }] : (delta.content ?? []);
      for (const part of parts) {
        if (part.type === 'thinking') thinking += part.thinking.map((inner: { text: string }) => inner.text).join('');
        else text += part.text;
      }
      const details = (delta.reasoning_details ?? []).map((detail: { text?: string }) => detail.text ?? '').join('');
      thinking += delta.reasoning_content || delta.reasoning || details;
    }
  }
  const tagged = /^\s*<think>([\s\S]*?)<\/think>\s*([\s\S]*)$/.exec(text);
  return tagged ? { text: tagged[2] ?? '', thinking: thinking + tagged[1] } : { text, thinking };
}

function divided(body: Buffer, seed: number): Buffer[] {
  let state = seed + 1;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const cuts = Array.from({ length: 25 }, () => Math.floor(random() * body.length));
  const edges = [...new Set([0, ...cuts, body.length])].sort((one, other) => one - other);
  return edges.slice(1).map((edge, at) => body.subarray(edges[at], edge));
}
