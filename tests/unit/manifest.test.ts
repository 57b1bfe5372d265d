import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { siteMatches } from '../../lib/sites/matches.ts';
import { root } from '../tools/processes.mjs';

/** Builds of `npm run build`; `npm run verify` makes them before it comes here. */
const builds = ['chrome-mv3', 'firefox-mv3'].map((name) => ({ name, folder: join(root, '.output', name) }));

describe.each(builds)('the released manifest of $name', ({ name, folder }) => {
  const file = join(folder, 'manifest.json');
  const isBuilt = existsSync(file);
  const manifest = isBuilt ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const asBuilt = test.skipIf(!isBuilt);

  asBuilt('asks for storage, for rules on granted hosts and for a document to read in, of which none warns', () => {
    const own = name === 'firefox-mv3' ? 'declarativeNetRequestWithHostAccess' : 'offscreen';
    expect(sorted(manifest.permissions)).toEqual([own, 'storage']);
    expect(manifest.optional_permissions ?? []).toEqual([]);
  });

  asBuilt('may read the pages of the sites and no others', () => {
    expect(sorted(manifest.host_permissions)).toEqual(sorted(siteMatches));
  });

  asBuilt('may be given the host of a connection, when its user says so', () => {
    expect(sorted(manifest.optional_host_permissions)).toEqual(['http://*/*', 'https://*/*']);
  });

  asBuilt('runs content scripts on the sites only', () => {
    const matches = manifest.content_scripts.flatMap((script: { matches: string[] }) => script.matches);
    expect(sorted(new Set<string>(matches)).filter((match) => !siteMatches.includes(match))).toEqual([]);
  });

  asBuilt('shows a page nothing it could know the extension by', () => {
    // Chromium can give a file a new address each session; Firefox gives each installation its own.
    const accessible: { use_dynamic_url?: boolean }[] = manifest.web_accessible_resources ?? [];
    if (name === 'chrome-mv3') expect(accessible.filter((entry) => !entry.use_dynamic_url)).toEqual([]);
    expect(manifest.externally_connectable).toBeUndefined();
  });

  asBuilt('weakens no content security policy', () => {
    const policy = JSON.stringify(manifest.content_security_policy ?? {});
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
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
