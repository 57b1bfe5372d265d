import { i18n } from '#i18n';
import type { AnswerRecord } from '../../lib/model/record.ts';
import { SafeLink } from '../chat/safe-link.tsx';
import { Facts } from '../ui/facts.tsx';

/** The sources as they were seen, each with its hash and its text. */
export function SourceTexts({ record: { sources } }: { record: AnswerRecord }) {
  if (sources.length === 0) return null;
  return (
    <details className="pd-ledger-fold">
      <summary>{i18n.t('sources.title', sources.length)}</summary>
      <ol className="pd-ledger-sources">
        {sources.map(({ number, title, site, url, author, date, text, pageText, sha256 }) => (
          <li key={number} value={number}>
            <p className="pd-ledger-source-title">
              <span>{title}</span>
              <SafeLink url={url} label={i18n.t('sources.open', [title])} />
            </p>
            <p className="pd-note">
              <Facts of={[author, site, date]} />
            </p>
            <p className="pd-ledger-text">{pageText ?? text}</p>
            <p className="pd-note">
              SHA-256 <code>{sha256}</code>
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Exactly what was sent. */
export function SentMessages({ record: { messages, author } }: { record: AnswerRecord }) {
  if (messages.length === 0) return <p className="pd-note">{i18n.t('ledger.nothingSent')}</p>;
  const host = author.kind === 'model' ? author.host : '';
  return (
    <details className="pd-ledger-fold">
      <summary>{i18n.t('ledger.sent', messages.length, [String(messages.length), host])}</summary>
      {messages.map(({ role, content }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a message is its place; the list never changes
        <section key={index}>
          <h4>{i18n.t(`ledger.roles.${role}`)}</h4>
          <pre className="pd-ledger-text">{content}</pre>
        </section>
      ))}
    </details>
  );
}
