import { describe, expect, test } from 'vitest';
import { type Frame, FrameReader } from '../../../lib/providers/frames.ts';
import { seeded } from '../markdown/documents.ts';
import { hasMaterial, materialJson } from './material.ts';

const strict = (...pieces: string[]): Frame[] => {
  const reader = new FrameReader();
  return pieces.flatMap((piece) => reader.push(piece));
};
/** Without what their data says. */
const eager = (...pieces: string[]): Frame[] => {
  const reader = new FrameReader({ eager: true });
  const frames = [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
  return frames.map(({ json: _, ...frame }) => frame);
};

describe('framing as the standard says', () => {
  test('lines end with \\n, \\r or \\r\\n', () => {
    expect(strict('data: a\r\ndata: b\rdata: c\n\r\n')).toEqual([{ data: 'a\nb\nc' }]);
  });

  test('a \\r\\n divided between two pieces is one line end', () => {
    expect(strict('data: a\r', '\n\r', '\ndata: b\n\n')).toEqual([{ data: 'a' }, { data: 'b' }]);
  });

  test('one byte order mark is dropped, a second is content', () => {
    expect(strict('\uFEFFdata: a\n\n')).toEqual([{ data: 'a' }]);
    expect(strict('\uFEFF\uFEFFdata: a\n\ndata: b\n\n')).toEqual([{ data: 'b' }]);
  });

  test('one space after the colon belongs to the syntax', () => {
    expect(strict('data:  a\n\ndata:b\n\n')).toEqual([{ data: ' a' }, { data: 'b' }]);
  });

  test('an event without its blank line is not dispatched', () => {
    expect(strict('data: a\n\ndata: b\n')).toEqual([{ data: 'a' }]);
  });

  test('comments, ids and unknown fields make no event', () => {
    expect(strict(': hello\n\nid: 7\n\nretry: 10\n\nfoo: bar\n\n')).toEqual([]);
  });

  test('a named event without data is told', () => {
    expect(strict('event: error\n\ndata: a\n\n')).toEqual([{ event: 'error', data: '' }, { data: 'a' }]);
  });

  test('a name counts for one event only', () => {
    expect(strict('event: x\ndata: a\n\ndata: b\n\n')).toEqual([{ event: 'x', data: 'a' }, { data: 'b' }]);
  });
});

describe('framing as servers do it', () => {
  test('a single newline between events divides them when each is a whole object', () => {
    expect(eager('data: {"a":1}\ndata: {"b":2}\ndata: [DONE]\n')).toEqual([
      { data: '{"a":1}' },
      { data: '{"b":2}' },
      { data: '[DONE]' },
    ]);
  });

  test('an object over several data lines stays one event', () => {
    expect(eager('data: {"a":\ndata: 1}\n\n')).toEqual([{ data: '{"a":\n1}' }]);
  });

  test('the last event needs no newline at all', () => {
    expect(eager('data: {"a":1}')).toEqual([{ data: '{"a":1}' }]);
  });

  test('a field "error" is an error event, however it is divided', () => {
    expect(eager('error: {"code"', ':500}\n\n')).toEqual([{ event: 'error', data: '{"code":500}' }]);
  });

  test('an empty data line is an empty event', () => {
    expect(eager('data: \n\ndata:\n\n')).toEqual([{ data: '' }, { data: '' }]);
  });
});

interface WptVector {
  name: string;
  bytesBase64: string;
  expected: { event?: string; data: string }[];
}
interface SdkVector {
  name: string;
  chunksBase64: string[];
  expected: { event: string | null; data: string }[];
}

const decoded = (pieces: Uint8Array[]): Frame[] => {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return strict(...pieces.map((piece) => decoder.decode(piece, { stream: true })));
};
const whole = (base64: string): Uint8Array[] => [Buffer.from(base64, 'base64')];
const bytes = (base64: string): Uint8Array[] =>
  Array.from(Buffer.from(base64, 'base64'), (byte) => Uint8Array.of(byte));

describe('vectors of others', () => {
  if (!hasMaterial) test.skip('are not here', () => {});
  const wpt = hasMaterial ? materialJson<WptVector[]>('suites/wpt-eventsource/vectors.json') : [];
  for (const { name, bytesBase64, expected } of wpt) {
    test(`web-platform-tests: ${name}`, () => {
      expect(decoded(whole(bytesBase64))).toEqual(expected);
      expect(decoded(bytes(bytesBase64))).toEqual(expected);
    });
  }
  const sdk = hasMaterial ? materialJson<SdkVector[]>('suites/openai-node-streaming/streaming.json') : [];
  for (const { name, chunksBase64, expected } of sdk) {
    test(`openai-node: ${name}`, () => {
      const frames = expected.map(({ event, data }) => (event === null ? { data } : { event, data }));
      expect(decoded(chunksBase64.flatMap(whole))).toEqual(frames);
      expect(decoded(chunksBase64.flatMap(bytes))).toEqual(frames);
    });
  }
});

describe('a line that is whole', () => {
  /** An `id:` says nothing to us, and keeps the reader from taking the line that follows for a whole event by itself. */
  const withIds = (lines: string[]) =>
    lines.flatMap((line, index) =>
      line.startsWith('data:') && (lines[index - 1] ?? '') === '' ? ['id: 7', line] : [line],
    );
  const lines = [
    'data: {"a":1}',
    'data:{"a":"b\\n"} ',
    'data: [DONE]',
    'data: {"a":',
    'data: 1}',
    'data: word',
    'data:',
    'data',
    'data:  {"a": [1, 2]}',
    ': comment',
    'event: error',
    'retry: 10',
    'error: {"code":1}',
    '',
    '',
    '',
  ];

  test('is read as any other is, whatever stands around it and however it is split', () => {
    const random = seeded(7);
    const pick = (count: number) => Math.floor(random() * count);
    for (let time = 0; time < 2_000; time++) {
      const some = Array.from({ length: 1 + pick(9) }, () => lines[pick(lines.length)] ?? '');
      const ending = ['\n', '\r\n', '\r'][pick(3)] ?? '\n';
      const text = ['', ...some, ''].join(ending);
      const reference = eager(['', ...withIds(some), ''].join(ending));
      expect(eager(text), JSON.stringify(text)).toEqual(reference);
      const at = pick(text.length);
      expect(eager(text.slice(0, at), text.slice(at)), JSON.stringify([text, at])).toEqual(reference);
    }
  });

  test('has been read, and says what its data says', () => {
    const reader = new FrameReader({ eager: true });
    const frames = reader.push('\ndata: {"a":[1]}\n\ndata: {"b":2}\n');
    expect(frames.map(({ data, json }) => [JSON.parse(data), json])).toEqual([
      [{ a: [1] }, { a: [1] }],
      [{ b: 2 }, { b: 2 }],
    ]);
  });
});
