import { describe, expect, test } from 'vitest';
import { AppError } from '../../../lib/model/errors.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { iterations, readSealed, seal, unseal } from '../../../lib/settings/sealed.ts';
import { openKeys, readTransfer, writeTransfer } from '../../../lib/settings/transfer.ts';

const connection = {
  id: 'c1',
  name: 'Scripted',
  preset: 'custom',
  baseUrl: 'https://api.example.com/v1',
  model: 'm',
};
const settings = {
  preferences: { ...defaultPreferences, dailyCap: 7 },
  connections: [connection],
  keys: { c1: 'sk-canary-0123456789' },
};

const refusal = (text: string): string => {
  try {
    readTransfer(text);
    return 'taken';
  } catch (thrown) {
    return thrown instanceof AppError ? thrown.code : String(thrown);
  }
};

describe('settings in a file', () => {
  test('come out as they went in, and the keys are not among them', async () => {
    const text = await writeTransfer(settings);
    expect(text).not.toContain('canary');
    expect(readTransfer(text)).toEqual({ preferences: settings.preferences, connections: settings.connections });
  });

  test('hold the keys only behind their passphrase', async () => {
    const text = await writeTransfer(settings, 'correct horse');
    expect(text).not.toContain('canary');
    const { sealed } = readTransfer(text);
    if (!sealed) throw new Error('no keys');
    expect(sealed.iterations).toBeGreaterThanOrEqual(600_000);
    expect(await openKeys(sealed, 'correct horse')).toEqual(settings.keys);
    await expect(openKeys(sealed, 'correct horsf')).rejects.toMatchObject({ code: 'wrongPassphrase' });
  });

  test('two files of the same keys have nothing in common', async () => {
    const [one, other] = [await seal('the same', 'p'), await seal('the same', 'p')];
    expect(one.data).not.toBe(other.data);
    expect(one.salt).not.toBe(other.salt);
  });

  test('a changed byte of what is sealed is noticed', async () => {
    const sealed = await seal('the same', 'p');
    const data = `${sealed.data.startsWith('A') ? 'B' : 'A'}${sealed.data.slice(1)}`;
    await expect(unseal({ ...sealed, data }, 'p')).rejects.toMatchObject({ code: 'wrongPassphrase' });
  });

  test('a file may not make its passphrase easy to try', async () => {
    const sealed = await seal('the same', 'p');
    expect(readSealed({ ...sealed, iterations: iterations - 1 })).toBeUndefined();
    expect(readSealed({ ...sealed, iterations: 1e12 })).toBeUndefined();
    expect(readSealed({ ...sealed, salt: '<script>' })).toBeUndefined();
  });
});

describe('a hostile file', () => {
  const file = (more: object) =>
    JSON.stringify({ format: 'pangda-settings', version: 1, preferences: {}, connections: [], ...more });

  test.each([
    ['nothing', ''],
    ['half a file', file({}).slice(0, 30)],
    ['another format', '{"format":"other"}'],
    ['a later version', file({ version: 2 })],
    ['a list', '[]'],
    ['connections that are none', file({ connections: [{ id: 1 }] })],
    ['connections that are text', file({ connections: 'all' })],
    ['a thousand connections', file({ connections: Array(1000).fill(connection) })],
    ['ten megabytes', file({ preferences: { persona: 'x'.repeat(10_000_000) } })],
    ['a connection without a name', file({ connections: [{ ...connection, id: '' }] })],
    ['a connection that no message can name', file({ connections: [{ ...connection, id: 'x'.repeat(101) }] })],
    ['a connection named as all objects are', file({ connections: [{ ...connection, id: '__proto__' }] })],
    ['keys in the open', file({ keys: { c1: 'sk' } })],
  ])('is refused: %s', (_what, text) => {
    expect(refusal(text)).toBe('badFile');
  });

  test('changes no prototype', () => {
    const text = file({ connections: [connection] }).replace(
      '"preferences":{}',
      '"preferences":{"__proto__":{"mode":"click"},"constructor":{"prototype":{"polluted":1}}},"__proto__":{"polluted":1}',
    );
    expect(readTransfer(text).preferences.mode).toBe(defaultPreferences.mode);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('brings no headers that carry keys', () => {
    const text = file({ connections: [{ ...connection, headers: { Authorization: 'Bearer x', 'X-Ok': '1' } }] });
    expect(readTransfer(text).connections[0]?.headers).toEqual({ 'X-Ok': '1' });
  });
});
