import { describe, expect, test } from 'vitest';
import { presets } from '../../../lib/providers/presets.ts';

const hearing = presets.flatMap(({ id, hears }) => (hears ? [{ id, ...hears }] : []));
const speaking = presets.flatMap(({ id, speaks }) => (speaks ? [{ id, ...speaks }] : []));

describe('what services speak and hear with', () => {
  test('a Chinese service, an international one and one on this computer do both', () => {
    const both = hearing.map(({ id }) => id).filter((id) => speaking.some((each) => each.id === id));
    expect(both).toEqual(expect.arrayContaining(['siliconflow', 'openai', 'speaches']));
  });

  test.each(hearing)('$id names a model that hears', ({ models }) => {
    expect(models.length).toBeGreaterThan(0);
  });

  test.each(speaking)('$id names a model and begins with a voice it has', ({ models, voices, usual }) => {
    expect(models.length).toBeGreaterThan(0);
    expect(voices).toContain(usual.zh);
    expect(voices).toContain(usual.en);
  });

  test('SiliconFlow is sent nothing but the file and the model', () => {
    expect(hearing.find(({ id }) => id === 'siliconflow')?.takes).toEqual([]);
  });

  test('a service only for speech has no model to chat with, and something to hear or speak with', () => {
    const only = presets.filter(({ onlySpeech }) => onlySpeech);
    expect(only.length).toBeGreaterThan(0);
    for (const { model, hears, speaks } of only) {
      expect(model).toBe('');
      expect(hears ?? speaks).toBeDefined();
    }
  });
});
