import { type Ref, useState } from 'react';
import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { Chat } from '../../lib/chat/chat.ts';
import type { ConnectionSummary } from '../../lib/messaging/protocol.ts';
import type { Sent } from '../../lib/model/answer.ts';
import type { AnswerRequest } from '../../lib/model/conversation.ts';
import type { Page, Source } from '../../lib/model/page.ts';
import type { AnswerMode } from '../../lib/model/preferences.ts';
import type { ReadingStore } from '../../lib/voice/reading/reading.ts';
import type { Tutor } from '../../lib/voice/tutor/tutor.ts';
import { ChatView } from '../chat/chat-view.tsx';
import type { ComposerHandle } from '../chat/composer.tsx';
import { ConnectionPicker, useChosen } from '../chat/connection-picker.tsx';
import { TrySearches } from '../chat/try-searches.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Choice } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { Panda } from '../ui/panda.tsx';
import type { RepeatVoice } from '../voice/repeat-after.tsx';
import type { TalkProps } from '../voice/talk-props.ts';
import { type SiteChoice, SiteSwitch } from './site-switch.tsx';

/** The chat behind the toolbar button: about the page in view when that is one we read, else about anything. */
export function Popup({
  chat,
  tutor,
  repeat,
  theme,
  tabPage,
  siteChoice,
  connections,
  defaultConnectionId,
  onConnection,
  usualMode,
  onPreview,
  onRead,
  onRecord,
  onHow,
  onOptions,
  onSpeak,
  onAside,
  composer,
  talk,
  reading,
}: {
  chat: Chat;
  tutor: Tutor;
  repeat?: RepeatVoice;
  theme: 'light' | 'dark';
  /** The page in the active tab. */
  tabPage: Page | undefined;
  /** The panel beside the site in the active tab; absent: it is none of ours. */
  siteChoice?: SiteChoice | undefined;
  connections: readonly ConnectionSummary[];
  defaultConnectionId: string | undefined;
  onConnection: (connectionId: string) => void;
  usualMode: AnswerMode;
  onPreview: (request: AnswerRequest) => Promise<Sent | null>;
  onRead: (turnId: string, source: Source) => Promise<boolean>;
  onRecord: (runId: string) => void;
  onHow: () => void;
  onOptions: (connectionId?: string) => void;
  /** Listens to a question beside or over the page in view; false: not allowed there. */
  onSpeak: () => Promise<boolean>;
  /** Goes on with the chat beside the page; absent: it is there. */
  onAside?: (() => void) | undefined;
  composer?: Ref<ComposerHandle>;
  talk: TalkProps | undefined;
  reading?: ReadingStore;
}) {
  const page = useStore(chat, (state) => state.page);
  const connection = useChosen(chat, connections, defaultConnectionId);
  const empty = useStore(chat, (state) => state.turns.length === 0);
  const about = page ?? tabPage;
  return (
    <div className="pd-theme pd-popup" data-theme={theme}>
      <header className="pd-bar">
        <Panda />
        <span className="pd-name">{i18n.t('extension.shortName')}</span>
        <ConnectionPicker
          connections={connections}
          chosen={connection?.id}
          onChoose={(connectionId) => {
            chat.connect(connectionId);
            onConnection(connectionId);
          }}
        />
        <IconButton
          icon="plus"
          label={i18n.t('popup.newChat')}
          disabled={empty}
          onPress={() => chat.restore({ turns: [], page: tabPage })}
        />
        {onAside && <IconButton icon="dock" label={i18n.t('panel.aside')} onPress={onAside} />}
        <a className="pd-icon-button" href="/ledger.html" target="_blank" rel="noopener" title={i18n.t('ledger.open')}>
          <Icon name="record" />
          <span className="pd-only-heard">{i18n.t('ledger.open')}</span>
        </a>
        <IconButton icon="menu" label={i18n.t('panel.options')} onPress={() => onOptions()} />
      </header>
      {siteChoice && (
        <div className="pd-about">
          <SiteSwitch {...siteChoice} />
        </div>
      )}
      {about && (
        <div className="pd-about">
          <Choice
            type="checkbox"
            checked={page !== undefined}
            label={i18n.t('popup.about', [about.query])}
            title={about.query}
            onChange={(on) => chat.setState({ page: on ? about : undefined })}
          />
        </div>
      )}
      <ChatView
        chat={chat}
        connection={connection}
        {...(composer && { composer })}
        tutor={tutor}
        {...(repeat && { repeat })}
        modelConnected={connections.length > 0}
        empty={
          <div className="pd-empty">
            <SpeakButton onSpeak={onSpeak} />
            <p>{i18n.t(connections.length > 0 ? 'popup.empty' : 'popup.emptyWithoutModel')}</p>
            {connections.length === 0 && (
              <Button look="primary" onPress={() => onOptions()}>
                {i18n.t('panel.connect')}
              </Button>
            )}
            {connections.length === 0 && !about && <TrySearches />}
          </div>
        }
        reading={reading}
        usualMode={usualMode}
        onPreview={onPreview}
        onRead={onRead}
        onLedger={onRecord}
        onHow={onHow}
        onOptions={onOptions}
        talk={talk}
      />
    </div>
  );
}

function SpeakButton({ onSpeak }: { onSpeak: () => Promise<boolean> }) {
  const [refused, setRefused] = useState(false);
  return (
    <>
      <Button icon="mic" onPress={() => void onSpeak().then((may) => setRefused(!may))}>
        {i18n.t('popup.speak')}
      </Button>
      {refused && <p role="alert">{i18n.t('question.private')}</p>}
    </>
  );
}
