import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { Options } from '../../lib/options/options.ts';
import { Button } from '../ui/button.tsx';

/** Looks for models on this computer, on a press and never before. */
export function LocalServers({ options }: { options: Options }) {
  const local = useStore(options, (state) => state.local);
  return (
    <div className="pd-local">
      <Button disabled={local.status === 'looking'} onPress={() => void options.findLocal()}>
        {i18n.t(local.status === 'looking' ? 'options.looking' : 'options.findLocal')}
      </Button>
      <div role="status">
        {local.status === 'found' && local.servers.length === 0 && (
          <p className="pd-note">{i18n.t('options.noLocal')}</p>
        )}
      </div>
      {local.status === 'found' &&
        local.servers.map((server) => (
          <p key={server.baseUrl}>
            {server.baseUrl}{' '}
            <Button
              look="link"
              onPress={() =>
                options.edit({
                  fresh: true,
                  connection: {
                    id: crypto.randomUUID(),
                    name: server.preset,
                    preset: server.preset,
                    baseUrl: server.baseUrl,
                    model: server.models[0] ?? '',
                  },
                })
              }
            >
              {i18n.t('options.useLocal', [server.models[0] ?? ''])}
            </Button>
          </p>
        ))}
    </div>
  );
}
