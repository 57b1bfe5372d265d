import { i18n } from '#i18n';
import type { Sent } from '../../lib/model/answer.ts';

const roles = { system: 'sent.system', user: 'sent.user', assistant: 'sent.assistant' } as const;

/** What leaves, or left, the browser: to whom, how much, and every word of it. */
export function SentView({ sent }: { sent: Sent }) {
  const { host, model, messages, parameters, masked, sources } = sent;
  const bytes = new TextEncoder().encode(JSON.stringify({ model, messages, ...parameters })).length;
  const size = new Intl.NumberFormat(i18n.t('language.tag')).format(bytes);
  return (
    <section className="pd-sent" aria-label={i18n.t('sent.title')}>
      <p className="pd-sent-facts">
        {i18n.t('sent.to', [host, model, size])}{' '}
        {sources.length > 0 && i18n.t('sent.sources', [sources.map((number) => `[${number}]`).join(' ')])}{' '}
        {masked > 0 && i18n.t('sent.masked', masked)}
      </p>
      {messages.map(({ role, content }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a message is its place
        <details key={index} className="pd-sent-message" open={index === messages.length - 1}>
          <summary>{i18n.t(roles[role])}</summary>
          <pre>{content}</pre>
        </details>
      ))}
      <details className="pd-sent-message">
        <summary>{i18n.t('sent.parameters')}</summary>
        <pre>{JSON.stringify(parameters, undefined, 1)}</pre>
      </details>
    </section>
  );
}
