import { describe, expect, test } from 'vitest';
import type { VoiceInfo } from '../../../lib/model/voice.ts';
import { languageOfVoice, rankedVoices } from '../../../lib/voice/voices/rank.ts';
import { languageRuns } from '../../../lib/voice/voices/runs.ts';

const voice = (label: string, lang: string, local = true): VoiceInfo => ({ id: label, label, lang, local });
const all = [
  voice('Google 普通话（中国大陆）', 'zh-CN', false),
  voice('Microsoft Xiaoxiao Online (Natural) - Chinese (Mainland)', 'zh-CN', false),
  voice('Tingting', 'zh_CN'),
  voice('Meijia', 'zh-TW'),
  voice('Sinji', 'zh-HK'),
  voice('eSpeak Chinese', 'cmn'),
  voice('Zarvox', 'en-US'),
  voice('Samantha', 'en-US'),
  voice('Ava (Premium)', 'en-US'),
  voice('Daniel', 'en_GB'),
  voice('Kyoko', 'ja-JP'),
];
const labels = (lang: 'zh' | 'en', wishes = {}): string[] =>
  rankedVoices(all, lang, wishes).map(({ label }) => label.split(' ')[0] ?? '');

describe('voices', () => {
  test('natural before local before remote; Cantonese and mechanical ones last', () => {
    expect(labels('zh')).toEqual(['Microsoft', 'Tingting', 'Google', 'Meijia', 'Sinji', 'eSpeak']);
    expect(labels('en')).toEqual(['Ava', 'Samantha', 'Daniel', 'Zarvox']);
  });

  test('what the user chose, and where they are, go first', () => {
    expect(labels('zh', { chosen: 'Sinji' })[0]).toBe('Sinji');
    expect(labels('zh', { locales: ['zh-TW'] })[0]).toBe('Meijia');
    expect(labels('en', { locales: ['zh-CN', 'en-GB'] })[0]).toBe('Daniel');
  });

  test('a language without a voice has none', () => {
    expect(rankedVoices([voice('Kyoko', 'ja-JP')], 'zh')).toEqual([]);
    expect(languageOfVoice({ lang: 'cmn-Hans-CN' })).toBe('zh');
    expect(languageOfVoice({ lang: '' })).toBeUndefined();
  });
});

describe('an utterance for two voices', () => {
  test('short Latin runs stay with the Chinese voice, long ones get the English one', () => {
    expect(languageRuns('推荐用 React 18 写前端。', 'zh')).toEqual([{ text: '推荐用 React 18 写前端。', lang: 'zh' }]);
    expect(languageRuns('他说 to be or not to be，然后走了。', 'zh').map(({ lang }) => lang)).toEqual([
      'zh',
      'en',
      'zh',
    ]);
    expect(languageRuns('The word 茶 means tea.', 'en').map(({ lang }) => lang)).toEqual(['en', 'zh', 'en']);
  });

  test('the runs are the text', () => {
    for (const text of ['', '你好', 'a b c d e 中 f g h i', '“The quick brown fox jumped”，他说。']) {
      for (const lang of ['zh', 'en'] as const)
        expect(
          languageRuns(text, lang)
            .map((run) => run.text)
            .join(''),
        ).toBe(text);
    }
  });
});
