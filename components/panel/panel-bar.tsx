import { i18n } from '#i18n';
import type { Chat } from '../../lib/chat/chat.ts';
import type { ConnectionSummary } from '../../lib/messaging/protocol.ts';
import type { PanelLayout } from '../../lib/model/preferences.ts';
import { ConnectionPicker } from '../chat/connection-picker.tsx';
import { IconButton } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { Panda } from '../ui/panda.tsx';
import type { PanelState, PanelVerbs } from './panel-state.ts';

/** Title, who answers, and how the panel stands. */
export function PanelBar({
  chat,
  connections,
  connection,
  layout,
  mayDock,
  onLayout,
  onHideSite,
  onConnection,
  onOptions,
  onAside,
  overview,
  onFoldOverview,
}: {
  chat: Chat;
  connections: readonly ConnectionSummary[];
  /** Who answers next. */
  connection: ConnectionSummary | undefined;
  layout: PanelLayout;
  mayDock: boolean;
  overview: PanelState['overview'];
} & Pick<PanelVerbs, 'onLayout' | 'onHideSite' | 'onConnection' | 'onAside' | 'onOptions' | 'onFoldOverview'>) {
  return (
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
      {mayDock && (
        <IconButton
          icon={layout.docked ? 'undock' : 'dock'}
          label={i18n.t(layout.docked ? 'panel.undock' : 'panel.dock')}
          onPress={() => onLayout({ docked: !layout.docked })}
        />
      )}
      <IconButton
        icon={layout.collapsed ? 'collapse' : 'expand'}
        label={i18n.t(layout.collapsed ? 'panel.expand' : 'panel.collapse')}
        expanded={!layout.collapsed}
        onPress={() => onLayout({ collapsed: !layout.collapsed })}
      />
      <Menu
        label={i18n.t('panel.menu')}
        items={[
          ...(overview
            ? [
                {
                  label: i18n.t('check.overview'),
                  onPress: () => chat.check({ text: overview.text }, i18n.t('check.overviewQuestion')),
                },
                {
                  label: i18n.t(overview.folded ? 'check.unfold' : 'check.fold'),
                  onPress: () => onFoldOverview(!overview.folded),
                },
              ]
            : []),
          { label: i18n.t('panel.aside'), onPress: onAside },
          { label: i18n.t('panel.options'), onPress: () => onOptions() },
          { label: i18n.t('panel.hideSite'), onPress: onHideSite },
        ]}
      />
    </header>
  );
}
