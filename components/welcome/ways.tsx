import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { i18n } from '#i18n';
import { canChat } from '../../lib/model/connection.ts';
import type { Options } from '../../lib/options/options.ts';
import { presets } from '../../lib/providers/presets.ts';
import { ConnectionForm } from '../options/connection-form.tsx';
import { connectionFrom, ofThisBrowser } from '../options/fresh-connection.ts';
import { LocalServers } from '../options/local-servers.tsx';
import { presetName } from '../options/preset-name.ts';
import { Button } from '../ui/button.tsx';

/** Services with a page where a key is made. */
const services = presets.filter(({ keyPage, onlySpeech }) => keyPage && !onlySpeech);

/** Three ways to a model, each with what it takes, and the form with its test. */
export function Ways({ options, onOptions }: { options: Options; onOptions: () => void }) {
  const draft = useStore(options, (state) => state.draft);
  const hasBuiltIn = useStore(options, (state) => state.builtIn);
  const mayAdd = useStore(options, (state) => state.managed.ownConnections);
  const connected = useStore(options, (state) => state.connections).filter(canChat);
  const form = useRef<HTMLDivElement>(null);
  const draftId = draft?.connection.id;
  useEffect(() => {
    if (draftId) form.current?.scrollIntoView({ block: 'nearest' });
  }, [draftId]);
  if (!mayAdd) return <p className="pd-note">{i18n.t('options.noOwnConnections')}</p>;
  return (
    <>
      <ol className="pd-ways">
        <li>
          <h3>{i18n.t('welcome.keyTitle')}</h3>
          <p>{i18n.t('welcome.wayKey')}</p>
          <ul className="pd-services">
            {services.map((preset) => (
              <li key={preset.id}>
                <Button onPress={() => options.edit({ connection: connectionFrom(preset), fresh: true })}>
                  {presetName(preset)}
                </Button>
                <a
                  href={preset.keyPage}
                  target="_blank"
                  rel="noopener noreferrer"
                  aria-label={`${i18n.t('options.keyPage')}: ${presetName(preset)}`}
                >
                  {i18n.t('options.keyPage')}
                </a>
              </li>
            ))}
          </ul>
          <Button look="link" onPress={onOptions}>
            {i18n.t('welcome.allServices')}
          </Button>
        </li>
        <li>
          <h3>{i18n.t('welcome.localTitle')}</h3>
          <p>{i18n.t('welcome.wayLocal')}</p>
          <LocalServers options={options} />
        </li>
        <li>
          <h3>{i18n.t('options.builtIn')}</h3>
          <p>{i18n.t(hasBuiltIn ? 'welcome.wayBuiltIn' : 'welcome.noBuiltIn')}</p>
          {hasBuiltIn && (
            <Button onPress={() => options.edit({ connection: ofThisBrowser(), fresh: true })}>
              {i18n.t('welcome.useBuiltIn')}
            </Button>
          )}
        </li>
      </ol>
      <div ref={form}>
        {draft && canChat(draft.connection) && (
          <ConnectionForm key={draft.connection.id} options={options} draft={draft} />
        )}
      </div>
      <p role="status" className="pd-connected">
        {connected.length > 0 && i18n.t('welcome.connected', [connected.map(({ name }) => name).join(', ')])}
      </p>
      <p className="pd-note">{i18n.t('welcome.wayNothing')}</p>
    </>
  );
}
