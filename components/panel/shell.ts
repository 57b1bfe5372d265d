import type { StoreApi } from 'zustand/vanilla';
import type { Chat } from '../../lib/chat/chat.ts';
import type { ShellWords } from '../../lib/messaging/protocol.ts';
import { guardKeysOf } from '../../lib/sites/key-guard.ts';
import { stand } from '../../lib/sites/stand.ts';
import { watchTheme } from '../../lib/sites/theme.ts';
import { drawBare } from './bare-panel.ts';
import type { PanelState } from './panel-state.ts';
import styles from './sheet.css?inline';
import { shellWords } from './shell-words.ts';

/** The panel's element in its place on the page. It shows what is waited for until the panel itself has been loaded. */
export interface Shell {
  /** Where the panel is to draw itself; whatever is in there is the shell's no more. */
  take(): HTMLElement;
  /** Stands anew, after a wish of the user. */
  update(): void;
  remove(): void;
}

const hostName = 'pangda-panel';

/**
 * A `<pangda-panel>` with a closed root, in the document. The page can see that it is there; see SECURITY.md. `state`
 * hears of the theme and of where it stands.
 * Without `words` they are looked up now: an extension that was replaced has none any more.
 */
export function createShell(
  document: Document,
  chat: Chat,
  state: StoreApi<PanelState>,
  words: ShellWords = shellWords(),
): Shell {
  // Left by an older version of the extension in a page that outlived it.
  for (const old of document.querySelectorAll(hostName)) old.remove();
  const host = document.createElement(hostName);
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  style.textContent = styles;
  const content = document.createElement('div');
  content.style.cssText = 'height:100%';
  root.append(style, content);
  guardKeysOf(host, root);

  const leave = new AbortController();
  const isAsked = () => chat.getState().turns.length > 0;
  watchTheme(document, (theme) => state.setState({ theme }), leave.signal);
  const stop = drawBare(content, chat, state, words);
  const { update } = stand(
    host,
    () => ({ ...state.getState().layout, tall: isAsked() }),
    (standing) => state.setState(standing),
    leave.signal,
  );
  const unsubscribe = chat.subscribe(({ turns }, { turns: before }) => {
    if (turns.length > 0 !== before.length > 0) update();
  });
  return {
    take() {
      stop();
      return content;
    },
    update,
    remove() {
      stop();
      unsubscribe();
      leave.abort();
    },
  };
}
