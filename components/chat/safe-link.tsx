import { safeLink } from '../../lib/markdown/link.ts';
import { Icon } from '../ui/icon.tsx';

/** An arrow that opens a source in a new tab; nothing at all when the address is not a plain web address. */
export function SafeLink({ url, label }: { url: string; label: string }) {
  const link = safeLink(url);
  if (!link) return null;
  return (
    <a
      className="pd-icon-button"
      href={link.href}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={label}
      title={link.host}
      onClick={(event) => {
        if (!event.isTrusted) event.preventDefault();
      }}
    >
      <Icon name="open" />
    </a>
  );
}
