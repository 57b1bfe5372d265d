import { type FormEvent, type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from 'react';
import { i18n } from '#i18n';
import { IconButton } from '../ui/button.tsx';

export interface ComposerHandle {
  focus(): void;
}

/** Where a question is written. Enter sends, Shift+Enter breaks the line, ↑ in an empty field brings back the last question. */
export function Composer({
  streaming,
  placeholder,
  lastQuestion,
  onAsk,
  onEditLast,
  onStop,
  onDraft,
  tune,
  ref,
}: {
  streaming: boolean;
  placeholder: string;
  lastQuestion?: string;
  onAsk: (question: string) => void;
  /** The last question, changed. */
  onEditLast: (question: string) => void;
  onStop: () => void;
  onDraft?: (draft: string) => void;
  /** A button that opens how the question is asked. */
  tune?: { open: boolean; onToggle: () => void };
  ref?: Ref<ComposerHandle>;
}) {
  const [draft, setDraft] = useState('');
  const [editing, setEditing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const composing = useComposing();
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus() }));

  const write = (text: string) => {
    setDraft(text);
    onDraft?.(text);
  };
  const send = () => {
    const question = draft.trim();
    if (!question || streaming) return;
    (editing ? onEditLast : onAsk)(question);
    write('');
    setEditing(false);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && !event.shiftKey && !composing.now(event)) {
      event.preventDefault();
      send();
    } else if (event.key === 'ArrowUp' && draft === '' && lastQuestion) {
      event.preventDefault();
      write(lastQuestion);
      setEditing(true);
    } else if (event.key === 'Escape' && editing) {
      write('');
      setEditing(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };

  return (
    <form className="pd-composer" data-editing={editing} onSubmit={onSubmit}>
      {tune && <IconButton icon="tune" label={i18n.t('ask.options')} expanded={tune.open} onPress={tune.onToggle} />}
      <textarea
        ref={field}
        className="pd-composer-field"
        rows={1}
        value={draft}
        placeholder={placeholder}
        aria-label={placeholder}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onCompositionStart={composing.start}
        onCompositionEnd={composing.end}
      />
      {streaming ? (
        <IconButton icon="stop" label={i18n.t('chat.stop')} onPress={onStop} />
      ) : (
        <IconButton icon="send" label={i18n.t('chat.send')} disabled={draft.trim() === ''} onPress={send} />
      )}
    </form>
  );
}

/**
 * Whether an input method is at work. Safari and old Firefox end the composition before the Enter that ended it, and some
 * input methods only show as key code 229, so three signs are looked at and the flag is lowered a tick late.
 */
function useComposing() {
  const flag = useRef(false);
  return {
    start: () => {
      flag.current = true;
    },
    end: () => {
      setTimeout(() => {
        flag.current = false;
      }, 0);
    },
    now: (event: KeyboardEvent) => flag.current || event.nativeEvent.isComposing || event.keyCode === 229,
  };
}
