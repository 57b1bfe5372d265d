import { i18n } from '#i18n';
import type { ConnectionDetail } from '../../lib/messaging/protocol.ts';
import type { Options } from '../../lib/options/options.ts';
import { Button } from '../ui/button.tsx';

/** Stands behind a connection's name while the browser does not let us reach its host. */
export const NotAllowed = ({ allowed }: Pick<ConnectionDetail, 'allowed'>) =>
  allowed ? null : <span className="pd-not-allowed"> {i18n.t('options.notAllowed')}</span>;

/** What can be done with a connection in a list: ask the browser for its host where that is wanting, and change it. */
export function ConnectionActions({ options, connection }: { options: Options; connection: ConnectionDetail }) {
  return (
    <span className="pd-connection-actions">
      {!connection.allowed && (
        <Button look="primary" onPress={() => void options.allow(connection)}>
          {i18n.t('options.allow')}
        </Button>
      )}
      <Button onPress={() => options.edit({ connection, fresh: false })}>{i18n.t('options.edit')}</Button>
    </span>
  );
}
