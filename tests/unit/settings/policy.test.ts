import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isManaged, lockedNames, noPolicy, type Policy } from '../../../lib/model/policy.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { holding, ownOf, usual } from '../../../lib/settings/own-preferences.ts';
import { isEmpty, readPolicy } from '../../../lib/settings/read-policy.ts';
import { root } from '../../tools/processes.mjs';

const server = { name: 'School', baseUrl: 'https://llm.school.example/v1/', model: 'qwen3-32b' };
const policyOf = (parts: Partial<Policy>): Policy => ({ ...noPolicy, ...parts });

describe('a policy', () => {
  test.each([undefined, null, 7, [], {}, { connections: 'x', settings: [1], defaults: 3 }])(
    'that says nothing (%j) decides nothing',
    (raw) => {
      expect(readPolicy(raw)).toEqual(noPolicy);
      expect(isEmpty(readPolicy(raw))).toBe(true);
    },
  );

  test('keeps what is right in it and leaves out what is not', () => {
    const read = readPolicy({
      settings: { mode: 'click', masks: 'yes', records: false, sites: { baidu: false, bing: true }, dailyCap: -1 },
      defaults: { voice: { listener: 'device', speaker: 'nobody', rate: 2 } },
      allowOwnConnections: false,
      allowSync: false,
      unheardOf: 1,
    });
    expect(read.settings).toEqual({ mode: 'click', records: false, sites: { baidu: false } });
    expect(read.defaults).toEqual({ voice: { listener: 'device' } });
    expect(read).toMatchObject({ ownConnections: false, sync: false });
  });

  test('brings connections with an address and a model, and never a key', () => {
    const bad = [
      { ...server, model: '' },
      { ...server, baseUrl: 'school' },
      { ...server, baseUrl: 'ftp://a.example/' },
    ];
    const withKey = { ...server, baseUrl: 'https://user:secret@llm.school.example/v1' };
    const { connections } = readPolicy({
      connections: [{ ...server, apiKey: 'sk-1', headers: { a: 'b' } }, ...bad, withKey],
    });
    expect(connections).toEqual([
      {
        id: expect.stringMatching(/^managed-/),
        name: 'School',
        preset: 'custom',
        baseUrl: 'https://llm.school.example/v1',
        model: 'qwen3-32b',
      },
    ]);
    expect(isManaged({ id: connections[0]?.id ?? '' })).toBe(true);
  });

  test("a connection's id, under which its user's key lies, follows its host and not its model", () => {
    const idOf = (change: object) => readPolicy({ connections: [{ ...server, ...change }] }).connections[0]?.id;
    expect(idOf({ model: 'other' })).toBe(idOf({}));
    expect(idOf({ baseUrl: 'https://llm.school.example/v2' })).toBe(idOf({}));
    expect(idOf({ baseUrl: 'https://elsewhere.example/v1/' })).not.toBe(idOf({}));
  });

  test('names what it locks, sites and the voice one by one', () => {
    const read = readPolicy({ settings: { masks: true, sites: { zhihu: false }, voice: { speaker: 'browser' } } });
    expect(lockedNames(read)).toEqual(['masks', 'sites.zhihu', 'voice.speaker']);
  });
});

describe('the settings that hold', () => {
  const locked = policyOf({ settings: { mode: 'click', sites: { baidu: false } } });

  test("are the organisation's, then the user's, then its defaults, then ours", () => {
    const policy = policyOf({
      settings: { mode: 'click' },
      defaults: { mode: 'questions', persona: 'p', dailyCap: 9 },
    });
    const held = holding({ mode: 'automatic', dailyCap: 50 }, policy);
    expect(held).toEqual({ ...defaultPreferences, mode: 'click', persona: 'p', dailyCap: 50 });
  });

  test('a locked site leaves the others to the user', () => {
    expect(holding({ sites: { baidu: true, zhihu: false } }, locked).sites).toEqual({
      google: true,
      baidu: false,
      zhihu: false,
    });
  });

  test('what a user has not changed is not stored, so that a later default can hold', () => {
    const own = ownOf({ ...defaultPreferences, persona: 'mine' }, {}, noPolicy);
    expect(own).toEqual({ persona: 'mine' });
    expect(holding(own, policyOf({ defaults: { dailyCap: 9 } }))).toMatchObject({ persona: 'mine', dailyCap: 9 });
  });

  test('a choice of the usual after another is kept as a choice', () => {
    expect(ownOf({ ...defaultPreferences, mode: 'automatic' }, { mode: 'click' }, noPolicy)).toEqual({
      mode: 'automatic',
    });
  });

  test('what is locked stays as the user had it, and holds again afterwards', () => {
    const before = { mode: 'questions', sites: { google: false, baidu: true, zhihu: true } };
    const held = holding(before, locked);
    const own = ownOf({ ...held, mode: 'automatic', sites: { ...held.sites, google: true } }, before, locked);
    expect(own).toEqual({ mode: 'questions', sites: { google: true, baidu: true, zhihu: true } });
    expect(holding(own, locked)).toMatchObject({ mode: 'click', sites: { google: true, baidu: false } });
    expect(holding(own, noPolicy)).toMatchObject({ mode: 'questions', sites: { google: true, baidu: true } });
  });

  test('reading and writing what holds changes nothing', () => {
    const own = { persona: 'a', voice: { ...defaultPreferences.voice, rate: 1.5 } };
    expect(ownOf(holding(own, locked), own, locked)).toEqual(own);
    expect(ownOf(usual(locked), {}, locked)).toEqual({});
  });
});

test('what the schema for Chromium names is what is read, and no more', () => {
  const schema = JSON.parse(readFileSync(join(root, 'lib/public/managed-schema.json'), 'utf8')).properties;
  const { settings, connections, ...rest } = schema;
  expect(Object.keys(rest)).toEqual(['allowOwnConnections', 'allowSync', 'defaults']);
  expect(schema.defaults.properties).toEqual(settings.properties);
  expect(Object.keys(connections.items.properties)).toEqual(['name', 'baseUrl', 'model', 'service']);
  // One good value of each setting, by the schema, is understood.
  const good = (of: { type: string; enum?: string[]; properties?: object }): unknown =>
    of.enum?.at(-1) ??
    { string: 'x', integer: 3, boolean: false, array: ['a.example'] }[of.type] ??
    Object.fromEntries(Object.entries(of.properties ?? {}).map(([name, part]) => [name, good(part)]));
  const all = good(settings) as Record<string, unknown>;
  expect(readPolicy({ settings: all }).settings).toEqual(all);
  for (const [name, { enum: values }] of Object.entries<{ enum?: string[] }>(settings.properties)) {
    for (const value of values ?? [])
      expect(readPolicy({ settings: { [name]: value } }).settings).toEqual({ [name]: value });
  }
});
