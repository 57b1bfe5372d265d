import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { ConnectionDetail } from '../../lib/messaging/protocol.ts';
import { canChat, hostOf, isBuiltIn } from '../../lib/model/connection.ts';
import { isManaged } from '../../lib/model/policy.ts';
import type { Options } from '../../lib/options/options.ts';
import { Facts } from '../ui/facts.tsx';
import { ConnectionActions, NotAllowed } from './connection-actions.tsx';
import { ConnectionForm } from './connection-form.tsx';
import { LocalServers } from './local-servers.tsx';
import { SetByOrganisation } from './lockable.tsx';
import { NewConnection } from './new-connection.tsx';
import { Section } from './section.tsx';

/** The ways to a model: a list, and the form for one of them. */
export function ConnectionsSection({ options }: { options: Options }) {
  const connections = useStore(options, (state) => state.connections).filter(canChat);
  const draft = useStore(options, ({ draft }) => (draft && canChat(draft.connection) ? draft : undefined));
  const mayAdd = useStore(options, (state) => state.managed.ownConnections);
  const saved = useStore(options, (state) => state.saved === 'chat');
  const defaultId = useStore(options, (state) => state.preferences.defaultConnectionId) ?? connections[0]?.id;
  return (
    <Section id="pd-connections" title={i18n.t('options.connections')} leaves={i18n.t('options.leaves.connections')}>
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
                {isManaged(connection) && <SetByOrganisation />}
                <NotAllowed allowed={connection.allowed} />
              </span>
            </label>
            <ConnectionActions options={options} connection={connection} />
          </li>
        ))}
      </ul>
      {connections.length > 1 && <p className="pd-note">{i18n.t('options.defaultHint')}</p>}
      <p className="pd-note" role="status">
        {saved && i18n.t('options.saved')}
      </p>
      {draft ? (
        <ConnectionForm key={draft.connection.id} options={options} draft={draft} />
      ) : mayAdd ? (
        <>
          <NewConnection options={options} />
          <LocalServers options={options} />
        </>
      ) : (
        <p className="pd-note">{i18n.t('options.noOwnConnections')}</p>
      )}
    </Section>
  );
}

function describe(connection: ConnectionDetail): ReactNode {
  if (isBuiltIn(connection)) return connection.speaksChinese === false ? i18n.t('options.chineseFailed') : '';
  const key = connection.hasKey ? i18n.t('options.keyStored', [connection.last4]) : i18n.t('options.noKey');
  return <Facts of={[connection.name ? connection.model : undefined, hostOf(connection), key]} />;
}
