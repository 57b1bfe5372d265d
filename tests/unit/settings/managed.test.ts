import { beforeEach, expect, test, vi } from 'vitest';
import { soon } from '../soon.ts';

/** The browser's storage as it is after a start: what an organisation has set is told when it is told to. */
const kept: Record<string, unknown> = {};
let listeners: ((changes: object, area: string) => void)[] = [];
let managed = Promise.withResolvers<object>();
const local = {
  get: async (key: string) => ({ [key]: kept[key] }),
  set: async (items: Record<string, unknown>) => void Object.assign(kept, structuredClone(items)),
};
const browser = {
  runtime: { id: 'pangda' },
  storage: {
    local,
    managed: { get: () => managed.promise },
    onChanged: { addListener: (listener: (typeof listeners)[number]) => listeners.push(listener) },
  },
};
Object.assign(globalThis, { browser, chrome: browser });

/** The background after a start of the browser. */
async function started() {
  vi.resetModules();
  listeners = [];
  managed = Promise.withResolvers();
  return import('../../../lib/settings/managed.ts');
}
const school = { allowOwnConnections: false };

beforeEach(() => {
  for (const key of Object.keys(kept)) delete kept[key];
});

test('the first time of all it is waited for', async () => {
  const { managedPolicy } = await started();
  let policy: unknown;
  const asked = managedPolicy().then((told) => {
    policy = told;
  });
  await soon();
  expect(policy).toBeUndefined();
  managed.resolve(school);
  await asked;
  expect(policy).toMatchObject({ ownConnections: false });
});

test('after that, what held the last time holds until the browser knows', async () => {
  const first = await started();
  managed.resolve(school);
  await first.managedPolicy();

  const { managedPolicy } = await started();
  expect(await managedPolicy()).toMatchObject({ ownConnections: false });
  managed.resolve({ allowSync: false });
  await vi.waitFor(async () => expect(await managedPolicy()).toMatchObject({ ownConnections: true, sync: false }));

  const third = await started();
  expect(await third.managedPolicy()).toMatchObject({ ownConnections: true, sync: false });
});

test('a browser without a policy is one the next time too, and one that throws is', async () => {
  const first = await started();
  managed.reject(new Error('Managed storage manifest not found'));
  expect(await first.managedPolicy()).toMatchObject({ ownConnections: true, sync: true });

  const { managedPolicy } = await started();
  expect(await managedPolicy()).toMatchObject({ ownConnections: true, sync: true });
});

test('a change that the browser tells of holds at once', async () => {
  const { managedPolicy } = await started();
  managed.resolve({});
  expect(await managedPolicy()).toMatchObject({ ownConnections: true });
  managed = Promise.withResolvers();
  managed.resolve(school);
  for (const listener of listeners) listener({}, 'managed');
  expect(await managedPolicy()).toMatchObject({ ownConnections: false });
});
