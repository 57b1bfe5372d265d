import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { ConnectionDetail } from '../../lib/messaging/protocol.ts';
import { hostOf, isBuiltIn } from '../../lib/model/connection.ts';
import type { Options } from '../../lib/options/options.ts';
import { Button } from '../ui/button.tsx';
import { ConnectionForm } from './connection-form.tsx';
import { LocalServers } from './local-servers.tsx';
import { NewConnection } from './new-connection.tsx';

/** The ways to a model: a list, and the form for one of them. */
export function ConnectionsSection({ options }: { options: Options }) {
  const connections = useStore(options, (state) => state.connections);
  const draft = useStore(options, (state) => state.draft);
  const saved = useStore(options, (state) => state.saved);
  const defaultId = useStore(options, (state) => state.preferences.defaultConnectionId) ?? connections[0]?.id;
  return (
    <section className="pd-card" aria-labelledby="pd-connections">
      <h2 id="pd-connections">{i18n.t('options.connections')}</h2>
      {connections.length === 0 && !draft && <p>{i18n.t('options.noConnections')}</p>}
      <ul className="pd-connections">
        {connections.map((connection) => (
          <li key={connection.id} className="pd-connection">
            <label className="pd-choice">
              <input
                type="radio"
                name="default-connection"
                checked={connection.id === defaultId}
                onChange={() => void options.change({ defaultConnectionId: connection.id })}
              />
              <span>
                <strong>{connection.name || connection.model || i18n.t('options.builtIn')}</strong>
                <span className="pd-field-hint"> {describe(connection)}</span>
                {!connection.allowed && <span className="pd-not-allowed"> {i18n.t('options.notAllowed')}</span>}
              </span>
            </label>
            <span className="pd-connection-actions">
              {!connection.allowed && (
                <Button look="primary" onPress={() => void options.allow(connection.baseUrl)}>
                  {i18n.t('options.allow')}
                </Button>
              )}
              <Button onPress={() => options.edit({ connection, fresh: false })}>{i18n.t('options.edit')}</Button>
            </span>
          </li>
        ))}
      </ul>
      {connections.length > 1 && <p className="pd-note">{i18n.t('options.defaultHint')}</p>}
      <p className="pd-note" role="status">
        {saved && i18n.t('options.saved')}
      </p>
      {draft ? (
        <ConnectionForm options={options} draft={draft} />
      ) : (
        <>
          <NewConnection options={options} />
          <LocalServers options={options} />
        </>
      )}
    </section>
  );
}

function describe(connection: ConnectionDetail): string {
  if (isBuiltIn(connection)) return connection.speaksChinese === false ? i18n.t('options.chineseFailed') : '';
  const key = connection.hasKey ? i18n.t('options.keyStored', [connection.last4]) : i18n.t('options.noKey');
  return [connection.model, hostOf(connection), key].join(' · ');
}
