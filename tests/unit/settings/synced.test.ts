import { expect, test } from 'vitest';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { changedNames, itemsFor, syncedNames, takenIn } from '../../../lib/settings/synced.ts';

const voice = { ...defaultPreferences.voice, rate: 1.5, listener: 'cloud', voices: { zh: 'here' } } as const;

test('of a change only what changed goes along, and of the voice only how it sounds', () => {
  const after = { ...defaultPreferences, persona: 'a teacher', voice };
  expect(changedNames(defaultPreferences, after)).toEqual(['persona', 'voice']);
  const items = itemsFor(['persona', 'voice'], after, 7);
  expect(items).toMatchObject({ 'setting.persona': { value: 'a teacher', atMs: 7 } });
  expect(items['setting.voice']?.value).toMatchObject({ rate: 1.5 });
  expect(JSON.stringify(items)).not.toMatch(/cloud|here|connection/i);
});

test('neither connections nor how the panel stands are settings that go along', () => {
  const layout = { ...defaultPreferences.layout, google: { ...defaultPreferences.layout.google, docked: true } };
  expect(changedNames(defaultPreferences, { ...defaultPreferences, layout, defaultConnectionId: 'a' })).toEqual([]);
  expect(syncedNames.join()).not.toMatch(/onnection|key|layout/i);
});

test('what is longer than the browser takes stays here', () => {
  const long = { ...defaultPreferences, template: '长'.repeat(2_700), persona: 'short' };
  expect(Object.keys(itemsFor(['template', 'persona'], long, 1))).toEqual(['setting.persona']);
});

test('the last writer wins, setting by setting', () => {
  const found = { 'setting.mode': { value: 'click', atMs: 5 }, 'setting.dailyCap': { value: 30, atMs: 5 } };
  const { preferences, times } = takenIn(found, { ...defaultPreferences, dailyCap: 10 }, { dailyCap: 6, mode: 4 });
  expect(preferences).toMatchObject({ mode: 'click', dailyCap: 10 });
  expect(times).toEqual({ mode: 5, dailyCap: 6 });
});

test('what comes cannot say where a voice is sent, nor bring nonsense', () => {
  const found = {
    'setting.voice': { value: { rate: 1.2, listener: 'cloud', speaker: 'connection' }, atMs: 9 },
    'setting.mode': { value: 'never', atMs: 9 },
    'setting.masks': 'x',
    'setting.baseUrl': { value: 'https://evil.example', atMs: 9 },
  };
  const { preferences } = takenIn(found, defaultPreferences, {});
  expect(preferences).toEqual({ ...defaultPreferences, voice: { ...defaultPreferences.voice, rate: 1.2 } });
});
