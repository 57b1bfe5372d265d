import { expect, test } from 'vitest';
import { isBidden } from '../../../lib/background/unbidden.ts';
import type { SurfaceSettings } from '../../../lib/messaging/protocol.ts';
import type { Page } from '../../../lib/model/page.ts';
import { defaultPreferences, type Preferences } from '../../../lib/model/preferences.ts';

const page: Page = {
  site: 'google',
  kind: 'results',
  url: 'https://www.google.com/search?q=a',
  query: 'a',
  sources: [],
};
const settings = (change: Partial<Preferences> = {}, hearsQuestion = false): SurfaceSettings => ({
  preferences: { ...defaultPreferences, ...change },
  connections: [{ id: 'one', name: 'One', model: 'm', host: 'model.test' }],
  hearsQuestion,
});
const nowhere = { google: false, baidu: true, zhihu: true };

test('a page that could not wait for the settings is answered if they say so', () => {
  expect(isBidden(page, 'questions', settings({ mode: 'automatic' }))).toBe(true);
  expect(isBidden(page, 'questions', settings({ mode: 'click' }))).toBe(false);
  expect(isBidden(page, 'questions', settings({ mode: 'automatic', sites: nowhere }))).toBe(false);
  expect(isBidden(page, 'click', settings({ mode: 'automatic' }))).toBe(false);
});

test('one that was opened for a spoken question waits for that', () => {
  expect(isBidden(page, 'questions', settings({ mode: 'automatic' }, true))).toBe(false);
});

test('a request without a page is none of a page', () => {
  expect(isBidden(undefined, 'questions', settings({ mode: 'automatic' }))).toBe(false);
});
