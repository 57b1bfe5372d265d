import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { i18n } from '#i18n';
import { widthRange } from '../../lib/model/preferences.ts';

const keyStep = 20;

/** The panel's inner edge; dragged, or moved with the arrow keys. */
export function ResizeGrip({ width, onWidth }: { width: number; onWidth: (width: number) => void }) {
  const start = useRef<{ x: number; width: number }>(undefined);
  const grown = (by: number) => onWidth(Math.min(widthRange.most, Math.max(widthRange.least, width + by)));
  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!start.current) return;
    const wanted = start.current.width + start.current.x - event.clientX;
    onWidth(Math.min(widthRange.most, Math.max(widthRange.least, wanted)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') grown(keyStep);
    else if (event.key === 'ArrowRight') grown(-keyStep);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be dragged or focused
    <div
      className="pd-grip"
      role="separator"
      aria-orientation="vertical"
      aria-label={i18n.t('panel.resize')}
      aria-valuenow={width}
      aria-valuemin={widthRange.least}
      aria-valuemax={widthRange.most}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        start.current = undefined;
      }}
      onKeyDown={onKeyDown}
    />
  );
}
