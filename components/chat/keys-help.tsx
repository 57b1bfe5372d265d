import { useEffect, useRef } from 'react';
import { i18n } from '#i18n';
import { Button } from '../ui/button.tsx';
import { isWriting } from '../ui/is-writing.ts';

/** Keys and what they do, by where they work. */
const chatKeys = [
  ['Enter', 'keys.ask'],
  ['Shift+Enter', 'keys.newLine'],
  ['↑', 'keys.editLast'],
  ['Esc', 'keys.stop'],
  ['Shift+Space', 'keys.pause'],
  ['Shift+→ / ←', 'keys.sentence'],
  ['Shift+↑', 'keys.repeat'],
] as const;
const optionsKeys = [
  ['/', 'keys.search'],
  ['Esc', 'keys.clear'],
] as const;
/** As they are at first; the browser's own page for shortcuts changes them. */
const everywhere = [
  ['?', 'keys.help'],
  ['Alt+Shift+P', 'commands.open'],
  ['Alt+Shift+C', 'commands.aside'],
  ['Alt+Shift+K', 'commands.panel'],
  ['Alt+Shift+M', 'commands.speak'],
] as const;

/** The list of keys, shown by `?` outside of fields, within this surface only: a page, or the panel in its root. */
export function KeysHelp({ surface }: { surface: 'chat' | 'options' }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const root = dialog.current?.getRootNode();
    const onKey = (event: Event) => {
      const { key, ctrlKey, metaKey, altKey } = event as KeyboardEvent; // listened for by this name
      if (key !== '?' || ctrlKey || metaKey || altKey || isWriting(event as KeyboardEvent)) return;
      event.preventDefault();
      if (!dialog.current?.open) dialog.current?.showModal();
    };
    root?.addEventListener('keydown', onKey);
    return () => root?.removeEventListener('keydown', onKey);
  }, []);
  return (
    <dialog ref={dialog} className="pd-keys" aria-label={i18n.t('keys.title')}>
      <h2>{i18n.t('keys.title')}</h2>
      <dl>
        {[...(surface === 'chat' ? chatKeys : optionsKeys), ...everywhere].map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{i18n.t(words)}</dd>
          </div>
        ))}
      </dl>
      <p className="pd-note">{i18n.t('keys.note')}</p>
      <Button onPress={() => dialog.current?.close()}>{i18n.t('reading.close')}</Button>
    </dialog>
  );
}
