import { expect, test } from 'vitest';

/** The browser's storage, as far as it is used; it tells of a change when it is told to. */
const kept: Record<string, unknown> = {};
const untold: { key: string; newValue: unknown }[] = [];
const listeners: ((changes: object, area: string) => void)[] = [];
let reads = 0;
const local = {
  async get(key: string) {
    reads += 1;
    return { [key]: kept[key] };
  },
  async set(items: Record<string, unknown>) {
    for (const [key, newValue] of Object.entries(items)) {
      kept[key] = newValue;
      untold.push({ key, newValue });
    }
  },
};
function tell(): void {
  for (const { key, newValue } of untold.splice(0))
    for (const listener of listeners) listener({ [key]: { newValue } }, 'local');
}
const onChanged = { addListener: (listener: (typeof listeners)[number]) => listeners.push(listener) };
const browser = { runtime: { id: 'pangda' }, storage: { local, onChanged } };
Object.assign(globalThis, { browser, chrome: browser });
const { stored } = await import('../../../lib/settings/stored.ts');

const asNumber = (raw: unknown): number => (typeof raw === 'number' ? raw : 0);

test('what changed elsewhere is known without being read again', async () => {
  const item = stored('elsewhere', asNumber);
  expect(await item.get()).toBe(0);
  await local.set({ elsewhere: 5 });
  tell();
  const before = reads;
  expect(await item.get()).toBe(5);
  expect(reads).toBe(before);
});

test('what was set is what is got, also before the browser tells of it', async () => {
  const item = stored('own', asNumber);
  expect(await item.get()).toBe(0);
  await item.set(7);
  expect(await item.get()).toBe(7);
  tell();
  expect(await item.get()).toBe(7);
  await local.set({ own: 'broken' });
  tell();
  expect(await item.get()).toBe(0);
});
