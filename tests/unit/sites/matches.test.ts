import { expect, test } from 'vitest';
import { siteFor, sites } from '../../../lib/sites/index.ts';
import { googleOtherTabs, matchesOf, siteMatches } from '../../../lib/sites/matches.ts';
import { mayBeRead } from '../../../lib/sites/tabs.ts';

test('the manifest lists every pattern of every site, once', () => {
  expect(siteMatches).toEqual(expect.arrayContaining(sites.flatMap(({ id }) => matchesOf[id])));
  expect(Object.keys(matchesOf).sort()).toEqual(sites.map(({ id }) => id).sort());
  expect(new Set(siteMatches).size).toBe(siteMatches.length);
});

test('every pattern is https and names a host of the site that brings it', () => {
  for (const site of sites)
    for (const pattern of matchesOf[site.id]) {
      expect(pattern).toMatch(/^https:\/\/[a-z0-9.-]+\/[^*]*\*?$/);
      expect(siteFor(new URL(pattern.replace('*', '')))?.id).toBe(site.id);
    }
});

test.each(['https://www.google.com/search*', 'https://www.google.co.uk/search*', 'https://www.google.com.hk/search*'])(
  '%s is among them',
  (pattern) => {
    expect(siteMatches).toContain(pattern);
  },
);

test('no tab that the manifest leaves out is one that is read', () => {
  for (const glob of googleOtherTabs) {
    expect(glob).toMatch(/^\*\?(?:udm|tbm)=[a-z\d]+\*$/);
    const [name = '', value = ''] = glob.slice(2, -1).split('=');
    // Whatever goes on from there.
    for (const more of ['', '0', '4', 'x'])
      expect(mayBeRead(new URL(`https://www.google.com/search?q=a&${name}=${value}${more}`)), glob).toBe(false);
  }
});

test('look-alike hosts are nobody’s', () => {
  for (const host of [
    'www.google.com.evil.example',
    'google.evil.example',
    'www.baidu.com.evil.example',
    'zhihu.com.evil.example',
  ])
    expect(siteFor(new URL(`https://${host}/search?q=a&wd=a`))).toBeUndefined();
});

test.each([
  ['https://www.google.com/search?q=a&tbm=isch', undefined],
  ['https://www.google.com/search?q=a&udm=50', undefined],
  ['https://www.google.com/search?q=a&udm=14', 'a'],
  ['https://www.google.com/search?q=+', undefined],
  ['https://www.google.com/maps?q=a', undefined],
  ['https://www.baidu.com/s?wd=a&tn=baiduimage', undefined],
  ['https://www.baidu.com/s?wd=a&tn=news', 'a'],
  ['https://www.baidu.com/s?wd=a&tn=84053098_3_dg', 'a'],
  ['https://m.baidu.com/s?word=a', 'a'],
  ['https://www.baidu.com/', undefined],
  ['https://www.zhihu.com/question/12/answer/34', 'question 12'],
  ['https://www.zhihu.com/question/12', 'question 12'],
  ['https://www.zhihu.com/question/12/log', undefined],
  ['https://www.zhihu.com/search?type=content&q=a+b', 'search a b'],
  ['https://zhuanlan.zhihu.com/p/56', 'article 56'],
  ['https://www.zhihu.com/people/a', undefined],
  ['https://www.zhihu.com/signin?next=%2Fquestion%2F12', undefined],
])('%s asks %s', (address, key) => {
  const url = new URL(address);
  expect(siteFor(url)?.questionKey(url)).toBe(key);
});
