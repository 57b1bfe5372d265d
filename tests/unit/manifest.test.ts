import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { googleHomeMatches, siteMatches } from '../../lib/sites/matches.ts';
import { root } from '../tools/processes.mjs';

/** Builds of `npm run build`; `npm run verify` makes them before it comes here. */
const builds = ['chrome-mv3', 'firefox-mv3'].map((name) => ({ name, folder: join(root, '.output', name) }));

describe.each(builds)('the released manifest of $name', ({ name, folder }) => {
  const file = join(folder, 'manifest.json');
  const isBuilt = existsSync(file);
  const manifest = isBuilt ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const asBuilt = test.skipIf(!isBuilt);

  asBuilt(
    'asks for storage, for putting a card into its sites, for rules on granted hosts, for a document to read in, for voices, for the menu of a selection and for a side panel: none warns',
    () => {
      const own = name === 'firefox-mv3' ? ['declarativeNetRequestWithHostAccess'] : ['offscreen', 'sidePanel', 'tts'];
      expect(sorted(manifest.permissions)).toEqual(sorted([...own, 'contextMenus', 'scripting', 'storage']));
      expect(manifest.optional_permissions ?? []).toEqual([]);
    },
  );

  asBuilt('may read the pages of the sites and no others', () => {
    expect(sorted(manifest.host_permissions)).toEqual(sorted(siteMatches));
  });

  asBuilt('may be given the host of a connection, when its user says so', () => {
    expect(sorted(manifest.optional_host_permissions)).toEqual(['http://*/*', 'https://*/*']);
  });

  asBuilt('runs content scripts on the sites only', () => {
    const allowed = [...siteMatches, ...googleHomeMatches];
    const matches = manifest.content_scripts.flatMap((script: { matches: string[] }) => script.matches);
    expect(sorted(new Set<string>(matches)).filter((match) => !allowed.includes(match))).toEqual([]);
  });

  asBuilt('runs nothing but the guard for keys on a home page of Google', () => {
    const there = manifest.content_scripts.filter((script: { matches: string[] }) =>
      script.matches.some((match) => googleHomeMatches.includes(match)),
    );
    expect(there.flatMap((script: { js: string[] }) => script.js)).toEqual(['content-scripts/home-guard.js']);
    expect(there.flatMap((script: { css?: string[] }) => script.css ?? [])).toEqual([]);
  });

  asBuilt('has a key for opening, for speaking, for the side panel and for the panel', () => {
    expect(Object.keys(manifest.commands)).toEqual(['_execute_action', 'speak', 'aside', 'panel']);
    const keys = Object.values<{ suggested_key: { default: string } }>(manifest.commands);
    const defaults = keys.map(({ suggested_key }) => suggested_key.default);
    expect(new Set(defaults).size).toBe(4);
    // Firefox's menu bar takes the first seven, Chrome's own commands A, B, I and T.
    for (const key of defaults) expect(key).toMatch(/^Alt\+Shift\+[^FEVSBTHAI]$/);
  });

  asBuilt('shows a page nothing it could know the extension by', () => {
    // Chromium can give a file a new address each session; Firefox gives each installation its own.
    const accessible: { use_dynamic_url?: boolean }[] = manifest.web_accessible_resources ?? [];
    if (name === 'chrome-mv3') expect(accessible.filter((entry) => !entry.use_dynamic_url)).toEqual([]);
    expect(manifest.externally_connectable).toBeUndefined();
  });

  asBuilt('lets its own pages load nothing from elsewhere, and make no code or markup of a string', () => {
    const policy: string = manifest.content_security_policy.extension_pages;
    const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]));
    expect(rules.get('default-src')).toEqual(["'none'"]);
    expect(rules.get('script-src')).toEqual(["'self'"]);
    expect(rules.get('require-trusted-types-for')).toEqual(["'script'"]);
    expect(rules.get('trusted-types')).toEqual(['pangda-inert', 'pangda-parts', 'default']);
    for (const [name, sources] of rules) {
      if (name !== 'connect-src' && name !== 'frame-src')
        expect(sources?.join(' ')).not.toMatch(/https?:|\*|unsafe|blob:/);
    }
  });

  asBuilt('holds no host of the tests, in no file', () => {
    for (const text of filesOf(folder)) expect(text).not.toMatch(/http:\/\/127\.0\.0\.1\/\*|pangda\.test/);
  });

  asBuilt('waits for servers as long as the product says, whatever the soak runs do', () => {
    const background = readFileSync(join(folder, 'background.js'), 'utf8');
    expect(background.replaceAll(/\s/g, '')).toContain('firstMs:6e4,slowFirstMs:3e5,gapMs:45e3,capMs:3e5');
    expect(background).not.toContain('PANGDA_PATIENCE');
  });
});

const sorted = (values: Iterable<string>): string[] => [...values].sort();

function filesOf(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const readable = files.filter((file) => file.isFile() && /\.(js|json|html|css)$/.test(file.name));
  return readable.map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'));
}
