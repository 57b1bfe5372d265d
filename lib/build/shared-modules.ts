import type { SharedScript } from '../parts/shared-scripts.ts';

const ours = (folder: string, names: string): string[] => names.split(' ').map((name) => `${folder}/${name}`);

/** What others take from each script, by path, packages by name. What two have is taken from whichever is there first. */
export const sharedModules: Record<SharedScript, ReadonlySet<string>> = {
  react: new Set(['react', 'react/jsx-runtime', 'react-dom', 'react-dom/client']),
  texts: new Set(ours('lib/grounding', 'citations.ts cues.ts han.ts quantities.ts segment.ts simplified.ts')),
  commands: new Set(ours('lib/voice/commands', 'chinese.ts command.ts english.ts parse.ts')),
  own: new Set([
    '.wxt/i18n/index.ts',
    'webextension-polyfill',
    'idb',
    'valibot',
    ...ours('lib/model', 'connection.ts errors.ts preferences.ts shapes.ts voice.ts'),
    ...ours('lib/messaging', 'own-channel.ts'),
    ...ours('lib/grounding', 'excerpts.ts hygiene.ts relevance.ts sanitize.ts subject.ts years.ts'),
    ...ours(
      'lib/providers',
      'base-url.ts client.ts delta.ts error-words.ts explain.ts nameless.ts open-early.ts presets.ts redact.ts retry-after.ts sdk.ts',
    ),
    ...ours('lib/settings', 'read-connection.ts read-preferences.ts read-voice.ts'),
    ...ours(
      'lib/ledger',
      'blocks.ts canonical.ts database.ts entries.ts facets.ts pack.ts read-entry.ts read.ts rows.ts search.ts tokens.ts',
    ),
    ...ours('lib/voice/voices', 'rank.ts'),
  ]),
  chat: new Set([
    '.wxt/i18n/index.ts',
    ...ours(
      'components/answer',
      'answer-context.ts answer-language.ts answer-link.tsx answer-text.tsx chunked.tsx code-block.tsx code-colours.tsx end-first.tsx formula.tsx markdown.tsx outline.tsx place-marks.ts rich-copy.ts spelling.ts spoken-place.ts use-gap.ts use-part.ts use-portions.ts',
    ),
    ...ours(
      'components/chat',
      'announcer.tsx ask-anew.tsx ask-options.tsx chat-view.tsx citation-chip.tsx cited-text.tsx compared.tsx composer.tsx connection-picker.tsx copy-answer.ts error-note.tsx error-words.ts evidence-card.tsx evidence-context.ts evidence-layer.tsx kept-note.tsx kept-together.tsx keys-help.tsx mode-choice.tsx opinion-note.tsx quotes.tsx safe-link.tsx second-answer.tsx sent-view.tsx sources.tsx spent-words.ts spoken-turn.tsx task-tabs.tsx trust-line.tsx turn-actions.tsx turn-context.ts turn-view.tsx tutor-end.tsx verdict-icon.tsx verdict-mark.tsx verdict-words.ts waiting.tsx warm-up.tsx',
    ),
    ...ours(
      'components/ui',
      'button.tsx facts.tsx field.tsx floating.tsx icon.tsx is-writing.ts menu.tsx panda-shapes.ts panda.tsx',
    ),
    ...ours(
      'components/voice',
      'captions.tsx mic-button.tsx read-button.tsx reading-context.ts repeat-after.tsx talking-in-chat.ts transport.tsx tutor-strip.tsx use-reading-keys.ts use-reading.ts use-talk-keys.ts',
    ),
    ...ours('lib/messaging', 'calls.ts streams.ts'),
    ...ours('lib/chat', 'read-again.ts'),
    ...ours('lib/grounding', 'text-fragment.ts'),
    ...ours('lib/typeset', 'languages.ts'),
    ...ours('lib/voice/commands', 'heeding-later.ts left-off.ts'),
    ...ours('lib/voice/reading', 'for-talk.ts read-as-they-come.ts reading.ts send-text.ts turn-text.ts'),
    ...ours('lib/voice/talking', 'talk-state.ts talking.ts'),
    ...ours('lib/voice/tutor', 'compared.ts once.ts phrase.ts released.ts tutor-later.ts'),
  ]),
};
