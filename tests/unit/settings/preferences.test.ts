import { expect, test } from 'vitest';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { readConnection } from '../../../lib/settings/read-connection.ts';
import { readPreferences } from '../../../lib/settings/read-preferences.ts';

test.each([undefined, null, 7, 'x', [], { mode: 'never', sites: 3, layout: { google: { width: 'wide' } } }])(
  'whatever is stored (%j) is read as whole preferences',
  (raw) => expect(readPreferences(raw)).toEqual(defaultPreferences),
);

test('fields of an old version are kept, new ones get their default', () => {
  const read = readPreferences({ mode: 'click', sites: { baidu: false } });
  expect(read).toMatchObject({ mode: 'click', sites: { google: true, baidu: false, zhihu: true } });
});

test('a width outside the range is brought into it', () => {
  expect(readPreferences({ layout: { zhihu: { width: 9000 } } }).layout.zhihu.width).toBe(560);
});

test('a connection without an address is not one', () => {
  expect(readConnection({ id: 'a', model: 'm' })).toBeUndefined();
});
