import { expect, test } from 'vitest';
import type { Connection } from '../../../lib/model/connection.ts';
import { hostsWithoutOrigin, originRule } from '../../../lib/providers/origin-rule.ts';

const to = (baseUrl: string, withoutOrigin = true): Connection => ({
  id: baseUrl,
  name: '',
  preset: 'custom',
  baseUrl,
  model: 'm',
  withoutOrigin,
});

test('only hosts of this computer and private networks go without an origin, whatever is stored', () => {
  const hosts = ['http://127.0.0.1:11434/v1', 'http://192.168.1.5:1234/v1', 'https://api.openai.com/v1', 'nonsense'];
  expect(hostsWithoutOrigin(hosts.map((host) => to(host)))).toEqual(['127.0.0.1', '192.168.1.5']);
});

test('a connection that does not want it adds nothing, and a host is named once', () => {
  const all = [to('http://localhost:1/v1', false), to('http://127.0.0.1:1/v1'), to('http://127.0.0.1:2/v1')];
  expect(hostsWithoutOrigin(all)).toEqual(['127.0.0.1']);
});

test('the rule is for our own requests alone', () => {
  expect(originRule(['127.0.0.1'], 'own').condition).toMatchObject({
    initiatorDomains: ['own'],
    requestDomains: ['127.0.0.1'],
    resourceTypes: ['xmlhttprequest'],
  });
});
