import { useEffect, useRef, useState } from 'react';
import { i18n } from '#i18n';
import type { AnswerRequest } from '../../lib/model/conversation.ts';
import { type AppErrorData, errorData } from '../../lib/model/errors.ts';
import type { AnswerRecord } from '../../lib/model/record.ts';
import { ConnectionPicker } from '../chat/connection-picker.tsx';
import { errorWords } from '../chat/error-words.ts';
import { Button } from '../ui/button.tsx';
import type { LedgerVerbs } from './ledger-verbs.ts';

interface Other {
  name: string;
  text: string;
  status: 'running' | 'done';
  error?: AppErrorData;
}

/** Asks the same question of another model, with the recorded sources, and shows both answers side by side. */
export function AskElsewhere({
  record,
  verbs: { ask, connections },
  onAnswered,
}: {
  record: AnswerRecord;
  verbs: LedgerVerbs;
  /** A new record may be there. */
  onAnswered: () => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState(connections[0]?.id);
  const [other, setOther] = useState<Other>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort('stopped'), []);
  const connection = connections.find(({ id }) => id === chosen);
  if (connections.length === 0) return null;

  async function run(): Promise<void> {
    if (!connection) return;
    running.current?.abort('stopped');
    const stop = new AbortController();
    running.current = stop;
    const name = connection.name || connection.model;
    let text = '';
    const show = (change: Partial<Other> = {}) => {
      if (running.current === stop) setOther({ name, text, status: 'running', ...change });
    };
    show();
    try {
      for await (const event of ask(askedAgain(record, connection.id), stop.signal)) {
        if (event.type === 'text') text += event.text;
        if (event.type === 'text') show();
      }
      show({ status: 'done' });
    } catch (thrown) {
      show({ status: 'done', error: errorData(thrown) });
    }
    onAnswered();
  }

  if (!isOpen) {
    return (
      <Button icon="retry" onPress={() => setOpen(true)}>
        {i18n.t('ledger.askElsewhere')}
      </Button>
    );
  }
  return (
    <section className="pd-ledger-elsewhere" aria-label={i18n.t('ledger.askElsewhere')}>
      <p>
        <ConnectionPicker connections={connections} chosen={chosen} onChoose={setChosen} />{' '}
        <Button look="primary" disabled={other?.status === 'running'} onPress={() => void run()}>
          {i18n.t('ledger.ask')}
        </Button>{' '}
        {other?.status === 'running' && (
          <Button onPress={() => running.current?.abort('stopped')}>{i18n.t('chat.stop')}</Button>
        )}
      </p>
      <p className="pd-note">{connection && i18n.t('ledger.askElsewhereWords', [connection.host])}</p>
      {other && (
        <div className="pd-ledger-both">
          <div>
            <h4>{i18n.t('ledger.recordedAnswer')}</h4>
            <div className="pd-ledger-text">{record.answer || record.quotes.map(({ text }) => text).join('\n\n')}</div>
          </div>
          <div aria-busy={other.status === 'running'}>
            <h4>{other.name}</h4>
            <div className="pd-ledger-text">
              {other.text || (other.status === 'running' ? i18n.t('chat.waiting') : '')}
            </div>
            {other.error && <p className="pd-ledger-failed">{errorWords(other.error)}</p>}
          </div>
        </div>
      )}
    </section>
  );
}

/** The recorded question as a new request. The conversation before it is not in the record, so a follow-up stands alone. */
const askedAgain = (
  { question, page, sources, task, mode, left }: AnswerRecord,
  connectionId: string,
): AnswerRequest => ({
  id: crypto.randomUUID(),
  question,
  history: [],
  ...(page && { page: { ...page, sources: sources.map(({ sha256: _, ...source }) => source) } }),
  ...(task && { task }),
  mode,
  without: left.filter(({ why }) => why === 'unticked').map(({ number }) => number),
  connectionId,
  fresh: true,
});
