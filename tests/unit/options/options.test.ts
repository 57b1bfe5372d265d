import { expect, test } from 'vitest';
import type { CallName } from '../../../lib/messaging/protocol.ts';
import type { Connection } from '../../../lib/model/connection.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { type Call, createOptions } from '../../../lib/options/options.ts';

const connection: Connection = { id: 'c', name: 'c', preset: 'ollama', baseUrl: 'http://127.0.0.1:1/v1', model: 'm' };

/** A background that replies from a table and keeps what it was asked. */
function background(replies: Partial<Record<CallName, unknown>>) {
  const asked: { name: string; request: unknown }[] = [];
  const usual = {
    'surface.settings': { preferences: defaultPreferences, connections: [] },
    'options.connections': [],
    'options.builtIn': false,
    'options.managed': { isManaged: false, locked: [], ownConnections: true, maySync: true, usual: defaultPreferences },
    'options.sync': false,
  };
  const call = (async (name: CallName, request: unknown) => {
    asked.push({ name, request });
    return { ...usual, ...replies }[name];
  }) as Call; // the table holds each call's own reply
  return { call, asked: (name: CallName) => asked.filter((each) => each.name === name) };
}

test('nothing half-written is saved, and nothing of it is lost', async () => {
  const { call, asked } = background({});
  const options = createOptions(call, async () => true);
  options.edit({ connection, fresh: true });
  options.type({ parameters: '{ "top_p": ' });
  await options.save();
  await options.test();
  expect(asked('options.saveConnection')).toEqual([]);
  expect(asked('options.test')).toEqual([]);
  expect(options.getState().draft?.typed.parameters).toBe('{ "top_p": ');
});

test('what was typed goes along with the connection', async () => {
  const { call, asked } = background({ 'options.saveConnection': { ok: true, value: connection } });
  const options = createOptions(call, async () => true);
  options.edit({ connection, fresh: true });
  options.type({ headers: 'X-Team: a', inputPrice: '2', outputPrice: '8' });
  await options.save();
  const prices = { input: 2, output: 8, currency: 'CNY' };
  expect(asked('options.saveConnection')[0]?.request).toMatchObject({
    connection: { headers: { 'X-Team': 'a' }, prices },
  });
  expect(options.getState()).toMatchObject({ draft: undefined, saved: 'chat' });
});

test('asking without a name is tested at once, and ends with another address', async () => {
  const failed = { ok: false, error: { code: 'network', detail: '' } };
  const { call, asked } = background({ 'options.test': failed });
  const options = createOptions(call, async () => true);
  options.edit({ connection, fresh: true });
  await options.hideOrigin();
  expect(asked('options.test')[0]?.request).toMatchObject({ connection: { withoutOrigin: true } });
  options.write({ baseUrl: 'http://127.0.0.1:2/v1' });
  expect(options.getState().draft?.connection.withoutOrigin).toBeUndefined();
});

test('allowing asks the browser for that host, and looks again', async () => {
  const allowed: string[] = [];
  const { call, asked } = background({});
  const options = createOptions(call, async ({ baseUrl }) => allowed.push(baseUrl) > 0);
  await options.allow(connection);
  expect(allowed).toEqual([connection.baseUrl]);
  expect(asked('options.connections')).toHaveLength(1);
});

test('a section goes back to what is usual here, which an organisation may have set, and takes nothing else with it', async () => {
  const usual = { ...defaultPreferences, masks: true, persona: 'of the school' };
  const changed = { ...usual, persona: 'mine', mode: 'click', sites: { google: false, baidu: true, zhihu: true } };
  const { call, asked } = background({
    'surface.settings': { preferences: changed, connections: [] },
    'options.managed': { isManaged: true, locked: [], ownConnections: true, maySync: true, usual },
  });
  const options = createOptions(call, async () => true);
  await options.load();
  await options.reset('trust');
  expect(asked('options.savePreferences')[0]?.request).toEqual({
    preferences: { ...changed, persona: 'of the school' },
  });
  await options.reset('all');
  expect(asked('options.savePreferences')[1]?.request).toEqual({ preferences: usual });
});

test('settings are there although the browser never says whether it has a model', async () => {
  const { call } = background({ 'options.builtIn': new Promise(() => {}) });
  const options = createOptions(call, async () => true);
  await options.load();
  expect(options.getState()).toMatchObject({ loaded: true, builtIn: false });
});
