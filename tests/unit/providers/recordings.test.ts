import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replay } from '../../tools/replay-run.ts';
import { readRecording } from '../../tools/replay-scripts.ts';
import { type ReplayServer, startReplayServer } from '../../tools/replay-server.ts';
import { hasMaterial, recordedStreams } from './material.ts';
import { bytewise, readPieces } from './reading.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/streams');

/** Each costs a second of everybody's time; `node tests/tools/replay.ts --split random:100` takes more of them over a real connection. */
const randomDivisions = Number(process.env.PANGDA_DIVISIONS ?? 4);

function recordingsOf(paths: string[]): void {
  test.each(paths.map((path) => ({ path, name: basename(path) })))(
    '$name: text and thinking, however the bytes are divided',
    async ({ path }) => {
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
    },
  );
}

describe('recorded streams', () =>
  recordingsOf(['thinking.sse.txt', 'tagged.chunks.txt'].map((file) => join(fixtures, file))));

describe('recorded streams of real services', () => {
  if (hasMaterial) recordingsOf(recordedStreams());
  else test.skip('are not here', () => {});
});

let server: ReplayServer;
beforeAll(async () => {
  server = await startReplayServer();
});
afterAll(() => server.close());

test('recordings play through the whole provider, over a real connection', async () => {
  const play = (file: string) =>
    replay(server, readRecording(join(fixtures, file)), { mode: 'byte', seed: 1, scale: 0.02 });
  expect(await play('thinking.sse.txt')).toEqual({
    id: 'thinking.sse.txt',
    outcome: 'complete',
    text: '潮汐主要由月亮的引力造成。[1]',
    thinking: '用户问潮汐，先说月亮。',
    error: null,
    requests: 1,
  });
  expect(await play('tagged.chunks.txt')).toMatchObject({ text: '海水一天涨落两次。', thinking: '先想一想' });
  expect(await play('refused.err.json')).toMatchObject({
    outcome: 'error:rate',
    error: { code: 'rateLimited' },
    requests: 3,
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
