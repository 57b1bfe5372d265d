import type { Ref } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { i18n } from '#i18n';
import type { Chat } from '../../lib/chat/chat.ts';
import type { ReadingStore } from '../../lib/voice/reading/reading.ts';
import type { Talking } from '../../lib/voice/talking/talking.ts';
import type { Tutor } from '../../lib/voice/tutor/tutor.ts';
import { ChatView } from '../chat/chat-view.tsx';
import type { ComposerHandle } from '../chat/composer.tsx';
import { useChosen } from '../chat/connection-picker.tsx';
import { Button } from '../ui/button.tsx';
import { Panda } from '../ui/panda.tsx';
import type { RepeatVoice } from '../voice/repeat-after.tsx';
import { PanelBar } from './panel-bar.tsx';
import type { PanelState, PanelVerbs } from './panel-state.ts';
import { ResizeGrip } from './resize-grip.tsx';

/** The answer beside the page. */
export function Panel({
  chat,
  state,
  talking,
  composer,
  tutor,
  repeat,
  reading,
  ...verbs
}: {
  chat: Chat;
  state: StoreApi<PanelState>;
  talking?: Talking;
  composer?: Ref<ComposerHandle>;
  reading?: ReadingStore;
  tutor: Tutor;
  repeat?: RepeatVoice;
} & PanelVerbs) {
  const {
    theme,
    placement,
    layout,
    connections,
    defaultConnectionId,
    resizable,
    mustDock,
    usualMode,
    overview,
    talkKey,
  } = useStore(state);
  const page = useStore(chat, (current) => current.page);
  const connection = useChosen(chat, connections, defaultConnectionId);
  const { collapsed } = layout;

  if (collapsed && placement === 'dock') {
    return (
      <div className="pd-theme" data-theme={theme} lang={i18n.t('language.tag')}>
        <button
          type="button"
          className="pd-tab"
          aria-label={i18n.t('panel.expand')}
          title={i18n.t('panel.expand')}
          onClick={(event) => event.isTrusted && verbs.onLayout({ collapsed: false })}
        >
          <Panda size={26} />
        </button>
      </div>
    );
  }
  return (
    <section
      className="pd-theme pd-panel"
      data-theme={theme}
      data-placement={placement}
      data-collapsed={collapsed}
      lang={i18n.t('language.tag')}
      aria-label={i18n.t('panel.title')}
    >
      {resizable && !collapsed && <ResizeGrip width={layout.width} onWidth={(width) => verbs.onLayout({ width })} />}
      <PanelBar
        chat={chat}
        connections={connections}
        connection={connection}
        layout={layout}
        mayDock={!mustDock}
        overview={overview}
        {...verbs}
      />
      {!collapsed && (
        <>
          <ChatView
            chat={chat}
            connection={connection}
            tutor={tutor}
            {...(repeat && { repeat })}
            modelConnected={connections.length > 0}
            composer={composer}
            reading={reading}
            empty={
              <div className="pd-empty">
                <p>{i18n.t('panel.notAsked')}</p>
                {page && (
                  <Button look="primary" onPress={() => chat.ask(page.query)}>
                    {i18n.t('panel.askThis', [page.query])}
                  </Button>
                )}
              </div>
            }
            onShow={verbs.onShow}
            onPoint={verbs.onPoint}
            onHow={verbs.onHow}
            onLedger={verbs.onLedger}
            onRead={verbs.onRead}
            onPreview={verbs.onPreview}
            usualMode={usualMode}
            onOptions={verbs.onOptions}
            onReload={verbs.onReload}
            talk={
              talking && {
                talking,
                talkKey,
                onMicrophone: verbs.onMicrophone,
                onOptions: () => verbs.onOptions(),
              }
            }
          />
          {connections.length === 0 && (
            <div className="pd-invite">
              <span>{i18n.t('panel.invite')}</span>
              <Button look="link" onPress={() => verbs.onOptions()}>
                {i18n.t('panel.connect')}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}
