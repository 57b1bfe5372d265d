import { type RefObject, useEffect } from 'react';
import { i18n } from '#i18n';
import { isWriting } from '../ui/is-writing.ts';

/** Looks for settings by their words. `/` goes there from anywhere on the page, Escape empties it. */
export function SearchField({
  query,
  field,
  onQuery,
}: {
  query: string;
  field: RefObject<HTMLInputElement | null>;
  onQuery: (query: string) => void;
}) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isWriting(event)) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [field]);
  return (
    <div className="pd-search">
      <input
        ref={field}
        type="search"
        className="pd-input"
        name="search"
        aria-label={i18n.t('options.search')}
        aria-keyshortcuts="/"
        placeholder={i18n.t('options.search')}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || query === '') return;
          event.preventDefault();
          onQuery('');
        }}
      />
      <kbd>/</kbd>
    </div>
  );
}
