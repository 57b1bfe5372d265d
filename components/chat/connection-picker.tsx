import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { Chat } from '../../lib/chat/chat.ts';
import type { ConnectionSummary } from '../../lib/messaging/protocol.ts';

/** Who answers. With one connection there is nothing to choose, with none nothing to show. */
export function ConnectionPicker({
  connections,
  chosen,
  onChoose,
}: {
  connections: readonly ConnectionSummary[];
  chosen: string | undefined;
  onChoose: (connectionId: string) => void;
}) {
  if (connections.length === 0) return null;
  const current = connections.find(({ id }) => id === chosen) ?? connections[0];
  return (
    <select
      className="pd-select"
      aria-label={i18n.t('panel.connection')}
      title={current && `${current.name} · ${current.model} · ${current.host}`}
      value={current?.id}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      {connections.map(({ id, name, model }) => (
        <option key={id} value={id}>
          {name || model}
        </option>
      ))}
    </select>
  );
}

/** Who answers next in a chat. */
export function useChosen(
  chat: Chat,
  connections: readonly ConnectionSummary[],
  defaultConnectionId: string | undefined,
): ConnectionSummary | undefined {
  const chosen = useStore(chat, (state) => state.connectionId) ?? defaultConnectionId;
  return connections.find(({ id }) => id === chosen) ?? connections[0];
}
