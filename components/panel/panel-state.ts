import type { ConnectionSummary } from '../../lib/messaging/protocol.ts';
import type { Sent } from '../../lib/model/answer.ts';
import type { AnswerRequest } from '../../lib/model/conversation.ts';
import type { Source } from '../../lib/model/page.ts';
import type { AnswerMode, PanelLayout } from '../../lib/model/preferences.ts';
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
  usualMode: AnswerMode;
  /** Of the preferences. */
  talkKey: string;
  /** The page's own AI answer. */
  overview?: { text: string; folded: boolean } | undefined;
  /** The extension was replaced before the panel's script came, which now never will. */
  isLeftBehind?: boolean;
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
  /** Opens the page about the microphone. */
  onMicrophone: () => void;
  /** Goes on with the conversation in the browser's side panel. */
  onAside: () => void;
  onHow: () => void;
  onLedger: (runId: string) => void;
  onRead: (turnId: string, source: Source) => Promise<boolean>;
  onFoldOverview: (folded: boolean) => void;
  onPreview: (request: AnswerRequest) => Promise<Sent | null>;
}
