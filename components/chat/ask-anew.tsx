import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { Chat } from '../../lib/chat/chat.ts';
import { isByAnother } from '../../lib/chat/turn.ts';
import type { ConnectionSummary } from '../../lib/messaging/protocol.ts';
import { Button } from '../ui/button.tsx';

/** Offers to ask the last question of whom was chosen since; stands by the choice, however long the answer is. */
export function AskAnew({ chat, connection }: { chat: Chat; connection: ConnectionSummary | undefined }) {
  const last = useStore(chat, (state) => state.turns.at(-1));
  const isOffered = last && connection && isByAnother(last, connection.id);
  // There while it is empty, or nobody would hear of what comes into it.
  return (
    <div role="status" className="pd-ask-anew">
      {isOffered && (
        <Button icon="retry" onPress={() => chat.askAnew(last.id)}>
          {i18n.t('answer.askWith', [connection.name || connection.model])}
        </Button>
      )}
    </div>
  );
}
