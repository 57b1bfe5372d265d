import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../tools/processes.mjs';
import {
  faultsOf,
  formTexts,
  type Listing,
  listingOf,
  longest,
  permissionReasons,
  pictureNames,
  readListing,
  storeLanguages,
} from '../../tools/store/texts.ts';

const privacy = readFileSync(join(root, 'PRIVACY.md'), 'utf8');
const permissions = [...permissionReasons(privacy, 'en').named.keys()];

describe.each(storeLanguages)("the store's page in %s", (language) => {
  test('has every text, none longer than a store takes', async () => {
    expect(faultsOf(await readListing(language), permissionReasons(privacy, language), permissions)).toEqual([]);
  });

  test('answers as many questions on data as the English one, and the same way', async () => {
    const [own, english] = [await readListing(language), await readListing('en')];
    const said = (listing: Listing) => listing.data.map(({ answer }) => /^(yes|是)$/.test(answer));
    expect(said(own)).toEqual(said(english));
  });

  test('gives each permission the reason that the page about privacy gives, word for word', async () => {
    const reasons = permissionReasons(privacy, language);
    const { named, hosts, otherHosts, microphone } = reasons;
    const text = formTexts(await readListing(language), reasons, permissions).get('permissions.txt') ?? '';
    expect(named.size).toBe(permissions.length);
    for (const reason of [...named.values(), hosts, otherHosts, microphone]) {
      expect(privacy).toContain(reason);
      expect(text).toContain(reason);
    }
  });
});

test('a language has reasons of its own', () => {
  const hosts = storeLanguages.map((language) => permissionReasons(privacy, language).hosts);
  expect(new Set(hosts).size).toBe(storeLanguages.length);
});

test('a text that is missing, too long or half answered is found', () => {
  const listing: Listing = {
    ...listingOf('# x\n\n## Description\n\nshort\n\n## Data\n\n| a | b | c |\n|---|---|---|\n| Location | no | |\n'),
    name: 'n'.repeat(longest.name + 1),
    summary: 's',
  };
  const reasons = {
    named: new Map([['storage', 'r'.repeat(longest.reason + 1)]]),
    hosts: 'h',
    otherHosts: 'o',
    microphone: '',
  };
  expect(faultsOf(listing, reasons, ['storage', 'tts'])).toEqual([
    'purpose is missing',
    'remoteCode is missing',
    'promotion is missing',
    'tts is missing',
    'microphone is missing',
    `name has more than ${longest.name} characters`,
    `storage has more than ${longest.reason} characters`,
    'the description is too short',
    ...pictureNames.map((name) => `${name} has no caption`),
    'data: Location has a gap',
  ]);
});
