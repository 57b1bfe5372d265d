import type { CSSProperties, MouseEvent, PointerEvent } from 'react';
import { useStore } from 'zustand';
import { i18n } from '#i18n';
import type { TalkState } from '../../lib/voice/talking/talk-state.ts';
import type { Talking } from '../../lib/voice/talking/talking.ts';
import { Icon } from '../ui/icon.tsx';

/** Held, it listens until it is let go; pressed once, until it is pressed again. `draft`: what stands in the composer. */
export function MicButton({ talking, draft }: { talking: Talking; draft: string }) {
  const phase = useStore(talking, (state) => state.phase);
  const how = useStore(talking, (state) => state.how);
  const breakIn = useStore(talking, (state) => state.breakIn);
  const level = useStore(talking, (state) => state.level);
  const label = labelOf({ phase, how });
  const press = (event: PointerEvent<HTMLButtonElement>) => {
    if (!event.isTrusted || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId); // wherever the finger is let go
    talking.press(draft);
  };
  // Keys and screen readers click without a pointer.
  const click = (event: MouseEvent) => {
    if (event.isTrusted && event.detail === 0) talking.toggle(draft);
  };
  return (
    <button
      type="button"
      className="pd-icon-button pd-mic"
      data-phase={phase}
      data-break-in={breakIn}
      aria-label={label}
      aria-pressed={phase === 'asking' || phase === 'listening' || breakIn !== 'off'}
      title={label}
      onPointerDown={press}
      onPointerUp={() => talking.release()}
      onPointerCancel={() => talking.release()}
      onClick={click}
    >
      <span className="pd-mic-ring" style={{ '--pd-level': level } as CSSProperties} aria-hidden="true" />
      <Icon name="mic" />
    </button>
  );
}

function labelOf({ phase, how }: Pick<TalkState, 'phase' | 'how'>): string {
  switch (phase) {
    case 'off':
    case 'failed':
      return i18n.t('voice.talk');
    case 'listening':
      return i18n.t(how === 'push' ? 'voice.send' : 'voice.stop');
    case 'looking':
      return i18n.t('voice.keep');
    default:
      return i18n.t('voice.cancel');
  }
}
