import { createRoot } from 'react-dom/client';
import { Popup } from '../../components/popup/popup.tsx';
import { ThemedPage } from '../../components/ui/themed-page.tsx';
import { type ChatState, createChat } from '../../lib/chat/chat.ts';
import { readAgain } from '../../lib/chat/read-again.ts';
import { call } from '../../lib/messaging/calls.ts';
import { requestPage } from '../../lib/messaging/page-request.ts';
import { openStream } from '../../lib/messaging/streams.ts';
import { keepChat, keptChat } from '../../lib/settings/kept-chat.ts';

const chat = createChat((request, signal) => openStream('answer', request, signal), { keepGoing: true });
const [kept, tabPage, { preferences, connections }] = await Promise.all([
  keptChat<ChatState>(),
  requestPage(),
  call('surface.settings', {}),
]);

if (kept?.turns.length) chat.restore(kept);
else if (tabPage) chat.show(tabPage);
chat.resume();

/** ms. A growing answer is kept by the background as well; here it is written now and then, a new turn or its end at once. */
const keepMs = 500;
let keeping: ReturnType<typeof setTimeout> | undefined;
function keep(): void {
  clearTimeout(keeping);
  keeping = undefined;
  void keepChat(chat.getState());
}
chat.subscribe((state, before) => {
  const [last, previous] = [state.turns.at(-1), before.turns.at(-1)];
  if (state.turns.length !== before.turns.length || last?.id !== previous?.id || last?.status !== previous?.status)
    keep();
  else keeping ??= setTimeout(keep, keepMs);
});
addEventListener('pagehide', keep);

createRoot(document.getElementById('root') as HTMLElement) // in index.html
  .render(
    <ThemedPage>
      {(theme) => (
        <Popup
          chat={chat}
          theme={theme}
          tabPage={tabPage}
          connections={connections}
          defaultConnectionId={preferences.defaultConnectionId}
          onConnection={(connectionId) => void call('surface.connection', { connectionId })}
          usualMode={preferences.answerMode}
          onPreview={(request) => call('surface.preview', { request })}
          onRead={(turnId, source) => readAgain(chat, turnId, source)}
          onRecord={(recordId) => void call('surface.openLedger', { recordId })}
          onHow={() => void call('surface.openHow', {})}
          onOptions={(connectionId) => void call('surface.openOptions', { connectionId })}
        />
      )}
    </ThemedPage>,
  );
