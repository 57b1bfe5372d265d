import { describe, expect, test } from 'vitest';
import { chained } from '../../../lib/ledger/chain.ts';
import type { ExportHead } from '../../../lib/ledger/export.ts';
import { readExport, verified } from '../../../lib/ledger/import.ts';
import type { LedgerEntry } from '../../../lib/model/ledger.ts';
import { aChain, aRecord } from './records.ts';

const file = (entries: readonly unknown[], change: Partial<Record<keyof ExportHead, unknown>> = {}): string => {
  const last = entries.at(-1) as LedgerEntry | undefined;
  const head = { seq: last?.seq ?? 0, hash: last?.hash ?? '0'.repeat(64) };
  const says = { format: 'pangda-ledger', version: 1, exportedAtMs: 1, verifier: '1', whole: true, head };
  return JSON.stringify({ ...says, ...change, entries });
};

describe('an exported file', () => {
  test('as it was written is read whole and fits', async () => {
    const entries = await aChain(3);
    const read = await readExport(file(entries));
    expect(read).toMatchObject({ ok: true, report: { records: 3, faults: [] } });
    expect(read.ok && read.entries).toEqual(entries);
  });

  test('keeps what a later version says in a record', async () => {
    const record = { ...aRecord(), later: { nested: [1] } };
    const read = await readExport(
      file((await chained({ seq: 0, hash: '0'.repeat(64) }, [{ record }])).map(({ entry }) => entry)),
    );
    expect(read).toMatchObject({ ok: true, report: { faults: [] } });
    expect(read.ok && read.entries[0]).toMatchObject({ record: { later: { nested: [1] } } });
  });

  test('of which any one character of a record was changed has a fault or is refused', async () => {
    const text = file(await aChain(2));
    const from = text.indexOf('"record"');
    for (let at = from + 9; at < text.length - 4; at += 7) {
      const other = text[at] === '8' ? '9' : '8';
      const read = await readExport(text.slice(0, at) + other + text.slice(at + 1));
      expect(read.ok && read.report.faults.length === 0, `character ${at}: ${text.slice(at - 9, at + 9)}`).toBe(false);
    }
  });

  test('in which an entry was damaged when it was written is read, the rest fits, and the place is named', async () => {
    const entries = (await aChain(3)).map(({ seq, prev, hash, record }) =>
      seq === 2 ? { seq, prev, hash, damaged: true } : { seq, prev, hash, record },
    );
    const read = await readExport(file(entries));
    expect(read).toMatchObject({ ok: true, report: { records: 2, faults: [], damaged: [2] } });
    await expect(verified(entries)).rejects.toMatchObject({ code: 'badRequest' });
  });

  test('that lost its last entry has a fault', async () => {
    const entries = await aChain(3);
    const { seq = 0, hash = '' } = entries[2] ?? {};
    const read = await readExport(file(entries.slice(0, 2), { head: { seq, hash } }));
    expect(read).toMatchObject({ ok: true, report: { faults: [{ seq: 3, why: 'missing' }] } });
  });
});

describe('a broken or hostile file is refused, with the reason:', () => {
  test.each([
    ['no JSON', 'notJson', '{"format":'],
    ['another JSON', 'notOurs', '{"hello":1}'],
    ['null', 'notOurs', 'null'],
    ['a newer format', 'newer', file([], { version: 2 })],
    ['an entry that is a string', 'badEntry', file(['x'])],
    [
      'a number where text should be',
      'badEntry',
      file([{ seq: 1, prev: 'a'.repeat(64), hash: 'b'.repeat(64), record: { id: 1 } }]),
    ],
  ])('%s', async (_, refused, text) => {
    expect(await readExport(text)).toMatchObject({ ok: false, refused });
  });

  test('a key __proto__, at any depth', async () => {
    const text = file(await aChain(1)).replace('"temperature":0', '"__proto__":{"isAdmin":true}');
    expect(text).toContain('__proto__');
    expect(await readExport(text)).toEqual({ ok: false, refused: 'badEntry', at: 1 });
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test('ten thousand brackets', async () => {
    const [entry] = await aChain(1);
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const text = file([entry]).replace('"temperature":0', `"temperature":${deep}`);
    expect(await readExport(text)).toMatchObject({ ok: false, refused: 'badEntry' });
  });

  test('the same entry twice', async () => {
    const [entry] = await aChain(1);
    expect(await readExport(file([entry, entry], { whole: false }))).toMatchObject({ ok: false, refused: 'repeated' });
  });

  test('an entry of more than eight million characters', { timeout: 30_000 }, async () => {
    const record = aRecord({ parameters: { long: 'x'.repeat(8_000_001) } });
    const text = file((await chained({ seq: 0, hash: '0'.repeat(64) }, [{ record }])).map(({ entry }) => entry));
    expect(await readExport(text)).toMatchObject({ ok: false, refused: 'badEntry' });
  });
});

test('the background takes no entry whose hash does not fit, whatever the page verified', async () => {
  const entries = structuredClone(await aChain(2));
  await expect(verified(entries)).resolves.toHaveLength(2);
  const second = entries[1];
  if (second) second.record.answer = 'forged';
  await expect(verified(entries)).rejects.toMatchObject({ code: 'badRequest' });
});
