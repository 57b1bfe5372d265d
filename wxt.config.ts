import { defineConfig } from 'wxt';
import { siteMatches } from './lib/sites/matches.ts';

/**
 * Loopback hosts that an end-to-end build treats as granted: the browser's own permission dialog cannot be pressed by
 * automation. Unset in every build that leaves this machine (tests/unit/manifest.test.ts looks).
 */
const grantedForTests = process.env.PANGDA_TEST_HOSTS?.split(',') ?? [];

/** How patient a build for the soak runs is (lib/providers/patience.ts); unset in every other build, like the hosts. */
const patience = Number(process.env.PANGDA_TEST_PATIENCE ?? 1);

export default defineConfig({
  modules: ['@wxt-dev/module-react', '@wxt-dev/i18n/module'],
  imports: false,
  publicDir: 'lib/public',
  manifestVersion: 3,
  i18n: { localesDir: 'lib/locales' },
  vite: () => ({ define: { __PANGDA_PATIENCE__: JSON.stringify(patience) } }),
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    // The second is for rules on hosts that were granted anyway (lib/providers/local-origin.ts), so that a local server
    // that refuses our origin answers; it warns of nothing. Not in Chromium: with an unpacked extension that has
    // them, it (156) holds back the page it is started with, for ever; given later, they hang until the next start.
    // Chromium's worker has no DOM: cited pages are read in a document without a window (lib/pages).
    permissions: ['storage', browser === 'firefox' ? 'declarativeNetRequestWithHostAccess' : 'offscreen'],
    host_permissions: [...siteMatches, ...grantedForTests],
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    action: { default_title: '__MSG_extension_name__' },
    commands: {
      _execute_action: {
        suggested_key: { default: 'Alt+Shift+P' },
        description: '__MSG_commands_open__',
      },
    },
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: 'pangda@pangda.dev',
          strict_min_version: '140.0',
          data_collection_permissions: { required: ['searchTerms', 'websiteContent'] },
        },
      },
    }),
  }),
});
