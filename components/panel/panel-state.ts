import type { ConnectionSummary } from '../../lib/messaging/protocol.ts';
import type { Source } from '../../lib/model/page.ts';
import type { PanelLayout } from '../../lib/model/preferences.ts';
import type { PagePoint } from '../chat/evidence-layer.tsx';

/** How the panel stands on the page, apart from the conversation in it. */
export interface PanelState {
  theme: 'light' | 'dark';
  /** Where it really is: beside the page's content, or at the window's edge because the user or the page wants it so. */
  placement: 'page' | 'dock';
  /** The page leaves no room beside its content, so docking is not a choice. */
  mustDock: boolean;
  /** The page leaves the width to us. */
  resizable: boolean;
  layout: PanelLayout;
  connections: readonly ConnectionSummary[];
  defaultConnectionId?: string;
}

/** What the panel can ask of what holds it. */
export interface PanelVerbs {
  onLayout: (change: Partial<PanelLayout>) => void;
  onHideSite: () => void;
  onConnection: (connectionId: string) => void;
  onOptions: (connectionId?: string) => void;
  onReload: () => void;
  onShow: (source: Source) => void;
  onPoint: (point: PagePoint | undefined) => void;
  onHow: () => void;
}
