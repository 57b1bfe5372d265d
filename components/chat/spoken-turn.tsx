import { type MouseEvent, type ReactNode, use, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { letterUnder, spokenPlaces } from '../answer/spoken-place.ts';
import { ReadingContext } from '../voice/reading-context.ts';
import { isLive, useReading } from '../voice/use-reading.ts';

/** ms between looks at an answer that grows while it is spoken. */
const lookMs = 250;
/** CSS px between what is spoken and the edge of the view. */
const marginPx = 24;

/**
 * An answer in which the sentence that is being spoken is marked, and a pressed one is spoken from. The marks are boxes
 * behind the text. The browser's own highlights would need no boxes, but the page can list them, and through their ranges
 * walk into the closed root.
 */
export function SpokenTurn({ turnId, text, children }: { turnId: string; text: string; children: ReactNode }) {
  const store = use(ReadingContext);
  const live = useReading(store, (reading) => isLive(reading) && reading?.turnId === turnId);
  const scope = useRef<HTMLDivElement>(null);
  const onClick = (event: MouseEvent) => {
    if (!live || !event.isTrusted || !scope.current || !store) return;
    if ((event.target as Element).closest('button, a, summary, select')) return;
    const selected = event.currentTarget.ownerDocument.getSelection();
    if (selected && !selected.isCollapsed) return;
    const under = letterUnder(scope.current, event.clientX, event.clientY);
    const offset = under && spokenPlaces(scope.current, text).offsetAt(under.node, under.offset);
    if (offset !== undefined) store.seek(offset);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: by keyboard, the transport's next and previous do the same
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div className="pd-spoken" data-live={live} onClick={onClick}>
      {live && <Marks scope={scope} turnId={turnId} text={text} />}
      <div ref={scope}>{children}</div>
    </div>
  );
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

function Marks({
  scope,
  turnId,
  text,
}: {
  scope: React.RefObject<HTMLDivElement | null>;
  turnId: string;
  text: string;
}) {
  const store = use(ReadingContext);
  const unit = useReading(store, (reading) => (reading?.turnId === turnId ? reading.unit : undefined));
  const [boxes, setBoxes] = useState<readonly Box[]>([]);
  const latest = useRef(text);
  latest.current = text;
  const wasInView = useRef(true);

  useLayoutEffect(() => {
    const element = scope.current;
    if (!element || !unit) return setBoxes([]);
    const mark = () => setBoxes(boxesOf(element, latest.current, unit));
    mark();
    follow(element, boxesOf(element, latest.current, unit), wasInView);
    // What is spoken moves when the panel's width changes, or as marks come behind checked sentences.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        mark();
      }, lookMs);
    };
    const mutations = new MutationObserver(later);
    mutations.observe(element, { childList: true, subtree: true, characterData: true });
    const sizes = new ResizeObserver(later);
    sizes.observe(element);
    return () => {
      clearTimeout(timer);
      mutations.disconnect();
      sizes.disconnect();
    };
  }, [scope, unit]);

  // Whether the reader has scrolled away is seen when the next sentence comes.
  useEffect(() => {
    const scroller = scope.current?.closest('.pd-scroll');
    const look = () => {
      wasInView.current = scope.current ? isInView(scope.current, boxes) : true;
    };
    scroller?.addEventListener('scroll', look, { passive: true });
    return () => scroller?.removeEventListener('scroll', look);
  }, [scope, boxes]);

  return (
    <div className="pd-spoken-marks" aria-hidden="true" data-from={unit?.start} data-to={unit?.end}>
      {boxes.map((box) => (
        <span key={`${box.left} ${box.top}`} className="pd-spoken-mark" style={box} />
      ))}
    </div>
  );
}

/** Where a stretch of the answer is, a box a line, in px from the answer's corner. */
function boxesOf(element: HTMLElement, text: string, { start, end }: { start: number; end: number }): Box[] {
  const range = spokenPlaces(element, text).rangeOf(start, end);
  if (!range) return [];
  const corner = element.getBoundingClientRect();
  const lines: Box[] = [];
  for (const { left, top, right, bottom } of range.getClientRects()) {
    if (right - left < 1) continue;
    const box = { left: left - corner.left, top: top - corner.top, width: right - left, height: bottom - top };
    const line = lines.at(-1);
    const isSameLine = line && Math.abs(line.top + line.height / 2 - box.top - box.height / 2) < 8;
    if (!isSameLine || box.left < line.left) lines.push(box);
    else line.width = Math.max(line.width, box.left + box.width - line.left);
  }
  return lines;
}

/** Brings what is spoken into view, unless the reader has scrolled away from what was. Scrolls the answers, not the page. */
function follow(element: HTMLElement, boxes: readonly Box[], wasInView: { current: boolean }): void {
  const scroller = element.closest('.pd-scroll');
  if (!scroller || boxes.length === 0) return;
  if (wasInView.current && !isInView(element, boxes)) {
    const { top, bottom } = spanOf(element, boxes);
    const view = scroller.getBoundingClientRect();
    const isBelow = bottom > view.bottom - marginPx;
    // A third from the top, so that what follows is seen too.
    scroller.scrollTop += isBelow ? top - view.top - view.height / 3 : top - view.top - marginPx;
  }
  wasInView.current = true;
}

function isInView(element: HTMLElement, boxes: readonly Box[]): boolean {
  const scroller = element.closest('.pd-scroll');
  if (!scroller || boxes.length === 0) return true;
  const { top, bottom } = spanOf(element, boxes);
  const view = scroller.getBoundingClientRect();
  return bottom > view.top && top < view.bottom - marginPx;
}

function spanOf(element: HTMLElement, boxes: readonly Box[]): { top: number; bottom: number } {
  const corner = element.getBoundingClientRect().top;
  return {
    top: corner + Math.min(...boxes.map(({ top }) => top)),
    bottom: corner + Math.max(...boxes.map(({ top, height }) => top + height)),
  };
}
