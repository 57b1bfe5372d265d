import { expect, test } from 'vitest';
import type { Produce } from '../../../lib/answer/runs.ts';
import { recordedRuns } from '../../../lib/background/record-runs.ts';
import type { LedgerWriter } from '../../../lib/ledger/store.ts';
import type { AnswerEvent } from '../../../lib/model/answer.ts';
import type { AnswerRequest } from '../../../lib/model/conversation.ts';
import { AppError } from '../../../lib/model/errors.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import type { AnswerRecord } from '../../../lib/model/record.ts';

const request: AnswerRequest = { id: 'r', question: 'q', history: [] };
const author = { kind: 'model', connectionId: 'c', name: 'n', model: 'm', host: 'h' } as const;
const said: AnswerEvent[] = [
  { type: 'author', author },
  { type: 'text', text: 'a' },
  { type: 'text', text: 'b' },
];

const produces = (events: readonly AnswerEvent[], thrown?: Error): Produce =>
  async function* produce() {
    yield* events;
    if (thrown) throw thrown;
  };

/** A ledger of which only what it is given is of interest. */
function listeningLedger(append: (record: AnswerRecord) => Promise<never> | undefined = () => undefined) {
  const written: { record: AnswerRecord; sinceMs?: number }[] = [];
  const ledger = {
    append: async (record: AnswerRecord) => {
      written.push({ record });
      await append(record);
    },
    appendNew: async (record: AnswerRecord, sinceMs: number) => void written.push({ record, sinceMs }),
  };
  return { ledger: ledger as unknown as LedgerWriter, written }; // the rest is not called here
}

async function run(
  produce: Produce,
  ledger: LedgerWriter,
  { asked = request, records = true, signal = new AbortController().signal } = {},
): Promise<AnswerEvent[]> {
  const events: AnswerEvent[] = [];
  const preferences = async () => ({ ...defaultPreferences, records });
  for await (const event of recordedRuns(produce, ledger, preferences)(asked, signal)) events.push(event);
  return events;
}

test('an answer passes as it is, and is written down once it has ended', async () => {
  const { ledger, written } = listeningLedger();
  const events: AnswerEvent[] = [...said, { type: 'end', reason: 'complete' }];
  expect(await run(produces(events), ledger)).toEqual(events);
  expect(written.map(({ record }) => [record.answer, record.end])).toEqual([['ab', 'complete']]);
});

test('an answer is written down a moment after its end', async () => {
  let endMs = Number.NaN;
  const ended: Produce = async function* () {
    yield* said;
    endMs = performance.now();
    yield { type: 'end', reason: 'complete' };
  };
  let waitedMs = 0;
  const { ledger } = listeningLedger(() => {
    waitedMs = performance.now() - endMs;
    return undefined;
  });
  await run(ended, ledger);
  expect(waitedMs).toBeGreaterThan(150);
});

test('a failure is written down with what had come, and fails as before', async () => {
  const { ledger, written } = listeningLedger();
  await expect(run(produces(said, new AppError('stalled')), ledger)).rejects.toMatchObject({ code: 'stalled' });
  expect(written.map(({ record }) => [record.answer, record.error?.code])).toEqual([['ab', 'stalled']]);
});

test('an answer that was stopped says so', async () => {
  const { ledger, written } = listeningLedger();
  const stop = new AbortController();
  stop.abort('stopped');
  await run(produces(said), ledger, { signal: stop.signal });
  expect(written[0]?.record.end).toBe('stopped');
});

test('quotes are only written down when the same were not within a day', async () => {
  const { ledger, written } = listeningLedger();
  await run(produces([{ type: 'quotes', quotes: [{ source: 1, text: 'x' }] }]), ledger);
  const [{ sinceMs, record } = { record: undefined }] = written;
  expect((record?.atMs ?? 0) - (sinceMs ?? 0)).toBe(24 * 60 * 60 * 1000);
});

test('nothing is written down of private windows, nor when the user wants no records', async () => {
  const { ledger, written } = listeningLedger();
  await run(produces(said), ledger, { asked: { ...request, isPrivate: true } });
  await run(produces(said), ledger, { records: false });
  expect(written).toEqual([]);
});

test('a ledger that fails, or hangs, harms no answer', async () => {
  const failing = listeningLedger(() => Promise.reject(new Error('full')));
  expect(await run(produces(said), failing.ledger)).toEqual(said);
  const hanging = listeningLedger(() => new Promise(() => {}));
  expect(await run(produces(said), hanging.ledger)).toEqual(said);
});
