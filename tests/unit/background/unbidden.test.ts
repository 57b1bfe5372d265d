import { expect, test } from 'vitest';
import { isBidden } from '../../../lib/background/unbidden.ts';
import type { SurfaceSettings } from '../../../lib/messaging/protocol.ts';
import type { AnswerRequest } from '../../../lib/model/conversation.ts';
import { defaultPreferences, type Preferences } from '../../../lib/model/preferences.ts';

const request: AnswerRequest = {
  ...{ id: '1', question: 'how high is it', history: [], unbidden: 'questions' },
  page: { site: 'google', kind: 'results', url: 'https://www.google.com/search?q=a', query: 'a', sources: [] },
};
const settings = (change: Partial<Preferences> = {}, hearsQuestion = false): SurfaceSettings => ({
  preferences: { ...defaultPreferences, ...change },
  connections: [{ id: 'one', name: 'One', model: 'm', host: 'model.test' }],
  hearsQuestion,
});
const nowhere = { google: false, baidu: true, zhihu: true };

test('a page that could not wait for the settings is answered if they say so', () => {
  expect(isBidden(request, settings({ mode: 'automatic' }))).toBe(true);
  expect(isBidden(request, settings({ mode: 'click' }))).toBe(false);
  expect(isBidden(request, settings({ mode: 'automatic', sites: nowhere }))).toBe(false);
  expect(isBidden({ ...request, unbidden: 'click' }, settings({ mode: 'automatic' }))).toBe(false);
});

test('one that was opened for a spoken question waits for that', () => {
  expect(isBidden(request, settings({ mode: 'automatic' }, true))).toBe(false);
});

test('what was asked by who knows the settings, or by the user, is answered whatever they say', () => {
  const { unbidden: _, ...bidden } = request;
  expect(isBidden(bidden, settings({ mode: 'click', sites: nowhere }, true))).toBe(true);
});
