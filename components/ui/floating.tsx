import { type ReactNode, type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';

/** CSS px. */
const edge = 8;
const gap = 6;

/**
 * A small card by its anchor, above everything (in the browser's top layer: a panel that scrolls or is moved by a
 * transform does not cut it). It leaves when the anchor is scrolled away. `label` is what it is to a screen reader.
 */
export function Floating({
  anchor,
  label,
  onLeave,
  onPointerEnter,
  onPointerLeave,
  children,
  ref,
}: {
  anchor: Element;
  label: string;
  onLeave: () => void;
  onPointerEnter?: () => void;
  onPointerLeave?: () => void;
  children: ReactNode;
  ref?: Ref<HTMLElement>;
}) {
  const card = useRef<HTMLDivElement>(null);
  useImperativeHandle(ref, () => card.current as HTMLElement); // set before handles are
  useLayoutEffect(() => {
    const element = card.current;
    if (!element) return;
    element.showPopover?.();
    const { left, top } = placeBy(anchor.getBoundingClientRect(), element);
    element.style.left = `${left}px`;
    element.style.top = `${top}px`;
  });
  const leave = useRef(onLeave);
  leave.current = onLeave;
  useEffect(() => {
    const start = anchor.getBoundingClientRect();
    const onScroll = (event: Event) => {
      if (event.target instanceof Node && card.current?.contains(event.target)) return;
      const now = anchor.getBoundingClientRect();
      if (Math.abs(now.top - start.top) + Math.abs(now.left - start.left) > 4) leave.current();
    };
    // Scrolling does not cross the border of a shadow tree: both sides are listened to.
    const roots = [anchor.getRootNode(), window];
    for (const root of roots) root.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => {
      for (const root of roots) root.removeEventListener('scroll', onScroll, { capture: true });
    };
  }, [anchor]);
  return (
    <div
      ref={card}
      className="pd-floating"
      popover="manual"
      role="dialog"
      aria-label={label}
      onPointerEnter={onPointerEnter}
      onPointerLeave={onPointerLeave}
    >
      {children}
    </div>
  );
}

/** Below the anchor, or above it where there is more room; inside the window. */
function placeBy(anchor: DOMRect, card: HTMLElement): { left: number; top: number } {
  const { offsetWidth: width, offsetHeight: height } = card;
  const { clientWidth, clientHeight } = card.ownerDocument.documentElement;
  const viewHeight = card.ownerDocument.defaultView?.innerHeight ?? clientHeight;
  const left = Math.max(edge, Math.min(anchor.left + anchor.width / 2 - width / 2, clientWidth - width - edge));
  const below = anchor.bottom + gap;
  const fits = below + height + edge <= viewHeight || anchor.top < viewHeight - anchor.bottom;
  return { left, top: Math.max(edge, fits ? Math.min(below, viewHeight - height - edge) : anchor.top - gap - height) };
}
