import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { Chat } from '../../lib/chat/chat.ts';
import { type AskedTask, askedTasks } from '../../lib/model/conversation.ts';

const words = { analysis: 'tasks.analysis', direct: 'tasks.direct', draft: 'tasks.draft' } as const satisfies Record<
  AskedTask,
  string
>;

/** What a question with many answers can be asked for, each with its own conversation. */
export function TaskTabs({ chat }: { chat: Chat }) {
  const chosen = useStore(chat, (state) => state.task) ?? 'analysis';
  return (
    <div className="pd-tabs" role="tablist" aria-label={i18n.t('tasks.label')}>
      {askedTasks.map((task) => (
        <button
          key={task}
          type="button"
          role="tab"
          className="pd-task"
          aria-selected={task === chosen}
          title={i18n.t(`tasks.long.${task}`)}
          onClick={(event) => event.isTrusted && chat.askFor(task)}
        >
          {i18n.t(words[task])}
        </button>
      ))}
    </div>
  );
}
