import { type ReactNode, useContext } from 'react';
import { safeLink } from '../../lib/markdown/link.ts';
import { AnswerContext } from './answer-context.ts';

/**
 * A link in an answer. It leads somewhere only when its address is one of the page's sources: a model may be talked into
 * writing any address. Otherwise it is text. Its true host is shown either way, unless the words already show it.
 */
export function AnswerLink({ url, words, children }: { url: string; words: string; children: ReactNode }): ReactNode {
  const { isSource } = useContext(AnswerContext);
  const link = safeLink(url);
  if (!link) return children;
  const host = words.includes(link.host) ? undefined : <span className="pd-host"> ({link.host})</span>;
  if (!isSource(url) && !isSource(link.href)) {
    return (
      <>
        {children}
        {host}
      </>
    );
  }
  return (
    <>
      <a
        href={link.href}
        target="_blank"
        rel="noopener noreferrer"
        title={link.host}
        onClick={(event) => {
          if (!event.isTrusted) event.preventDefault();
        }}
      >
        {children}
      </a>
      {host}
    </>
  );
}
