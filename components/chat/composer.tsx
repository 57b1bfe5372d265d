import {
  type FormEvent,
  type KeyboardEvent,
  type Ref,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import { i18n } from '#i18n';
import { IconButton } from '../ui/button.tsx';
import { Captions } from '../voice/captions.tsx';
import { MicButton } from '../voice/mic-button.tsx';
import type { TalkProps } from '../voice/talk-props.ts';
import { useTalkKeys } from '../voice/use-talk-keys.ts';
import { errorWords, remedyFor } from './error-words.ts';

export interface ComposerHandle {
  focus(): void;
  /** Puts a text into the field, to be gone on with; nothing is sent. */
  write(text: string): void;
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
  talk,
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
  /** Questions may be spoken. */
  talk?: TalkProps | undefined;
  ref?: Ref<ComposerHandle>;
}) {
  const [draft, setDraft] = useState('');
  const [editing, setEditing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const composing = useComposing();
  const write = (text: string) => {
    setDraft(text);
    onDraft?.(text);
  };
  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    write: (text) => {
      write(text);
      setEditing(false);
      field.current?.focus();
    },
  }));
  const talking = talk?.talking;
  const spoken = useSpoken(talking, field, (text) => {
    write(text);
    setEditing(false);
  });
  useTalkKeys(talking, { talkKey: talk?.talkKey ?? '', element: field, draft: () => draft });
  const send = () => {
    const question = draft.trim();
    if (talking?.getState().phase === 'looking') return talking.send();
    if (!question || streaming) return;
    if (spoken.current) void talking?.ask(question);
    else (editing ? onEditLast : onAsk)(question);
    spoken.current = false;
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
  // Nobody's doing: no key or button submits it, and a script's `requestSubmit()` makes an event that counts as trusted.
  const onSubmit = (event: FormEvent) => event.preventDefault();

  const form = (
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
      {talking && <MicButton talking={talking} draft={draft} />}
      {streaming ? (
        <IconButton icon="stop" label={i18n.t('chat.stop')} onPress={onStop} />
      ) : (
        <IconButton icon="send" label={i18n.t('chat.send')} disabled={draft.trim() === ''} onPress={send} />
      )}
    </form>
  );
  return (
    <>
      {talk && (
        <Captions
          {...talk}
          draft={draft}
          errorWords={errorWords}
          errorNeedsOptions={(code) => remedyFor(code) === 'options'}
        />
      )}
      {form}
    </>
  );
}

/** Puts what was heard into the field, and takes it out when it has been asked; true while the field holds it. */
function useSpoken(
  talking: TalkProps['talking'] | undefined,
  field: RefObject<HTMLTextAreaElement | null>,
  write: (text: string) => void,
): { current: boolean } {
  const spoken = useRef(false);
  const writes = useRef(write);
  writes.current = write;
  useEffect(
    () =>
      talking?.subscribe((state, before) => {
        if (state.turn !== before.turn) {
          writes.current(state.text);
          spoken.current = true;
          field.current?.focus();
        }
        if (state.asked !== before.asked) {
          writes.current('');
          spoken.current = false;
        }
      }),
    [talking, field],
  );
  return spoken;
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
