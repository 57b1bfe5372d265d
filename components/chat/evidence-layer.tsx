import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { i18n } from '#i18n';
import type { Source } from '../../lib/model/page.ts';
import { preparePart } from '../answer/use-part.ts';
import { Floating } from '../ui/floating.tsx';
import { EvidenceCard } from './evidence-card.tsx';
import { EvidenceContext, type EvidenceVerbs, type Pointed } from './evidence-context.ts';

/** What is to be marked on the page: a source, and words in it. */
export interface PagePoint {
  source: Source;
  quotes: string[];
}

/** ms before a card comes and goes, so that a passing pointer calls none and a way to the card is left. */
const comesMs = 150;
const goesMs = 250;

interface Shown {
  what: Pointed;
  anchor: HTMLElement;
  isPressed: boolean;
}

/** Shows the evidence behind a chip or a mark: one card at a time, by pointer, focus, press or touch. */
export function EvidenceLayer({
  onPoint,
  onShow,
  onRead,
  children,
}: {
  /** Marks words on the page while their card is open; undefined: no more. */
  onPoint?: ((point: PagePoint | undefined) => void) | undefined;
  onShow?: ((source: Source) => void) | undefined;
  /** Reads a source's page and checks the turn again; false: that could not be. */
  onRead?: ((turnId: string, source: Source) => Promise<boolean>) | undefined;
  children: ReactNode;
}) {
  const [shown, setShown] = useState<Shown>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const card = useRef<HTMLElement>(null);

  const verbs = useMemo(() => {
    const later = (ms: number, next: (now: Shown | undefined) => Shown | undefined) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setShown(next), ms);
    };
    return {
      hover: (what, anchor) => {
        preparePart('checking');
        later(comesMs, (now) => (now?.isPressed ? now : { what, anchor, isPressed: false }));
      },
      press: (what, anchor) => {
        clearTimeout(timer.current);
        setShown({ what, anchor, isPressed: true });
      },
      leave: () => later(goesMs, (now) => (now?.isPressed ? now : undefined)),
      show: onShow,
    } satisfies EvidenceVerbs;
  }, [onShow]);

  const close = () => {
    clearTimeout(timer.current);
    setShown(undefined);
  };
  const showAndClose = (source: Source) => {
    onShow?.(source);
    close();
  };
  const readAndClose = async (turnId: string, source: Source) => {
    const isRead = (await onRead?.(turnId, source)) ?? false;
    if (isRead) close();
    return isRead;
  };
  useEffect(() => () => clearTimeout(timer.current), []);

  useEffect(() => {
    if (!shown || !onPoint) return;
    const [source] = shown.what.sources;
    if (source) onPoint({ source, quotes: quotesOf(shown.what, source) });
    return () => onPoint(undefined);
  }, [shown, onPoint]);

  // Who came by keyboard goes on in the card; Escape leads back.
  useEffect(() => {
    if (shown?.isPressed && shown.anchor.matches(':focus-visible'))
      card.current?.querySelector<HTMLElement>('button, a[href]')?.focus();
  }, [shown]);

  // A press anywhere else closes what a press opened. Events of a closed root are only whole inside it.
  useEffect(() => {
    if (!shown?.isPressed) return;
    const root = shown.anchor.getRootNode();
    const onDown = (event: Event) => {
      const target = event.target as Node;
      if (!card.current?.contains(target) && !shown.anchor.contains(target)) setShown(undefined);
    };
    root.addEventListener('pointerdown', onDown);
    return () => root.removeEventListener('pointerdown', onDown);
  }, [shown]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !shown) return;
    event.stopPropagation();
    const { anchor } = shown;
    close();
    anchor.focus();
  };
  return (
    <EvidenceContext value={verbs}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only watches what its own buttons do */}
      <div className="pd-evidence-layer" onKeyDown={onKeyDown}>
        {children}
        {shown && (
          <Floating
            ref={card}
            anchor={shown.anchor}
            label={i18n.t('verdict.card')}
            onLeave={close}
            onPointerEnter={() => clearTimeout(timer.current)}
            onPointerLeave={verbs.leave}
          >
            <EvidenceCard
              {...shown.what}
              onShow={onShow && showAndClose}
              onRead={onRead && ((source) => readAndClose(shown.what.turnId, source))}
            />
          </Floating>
        )}
      </div>
    </EvidenceContext>
  );
}

const quotesOf = ({ check, quote }: Pointed, { number }: Source): string[] =>
  quote ? [quote] : (check?.evidence ?? []).filter(({ source }) => source === number).map((one) => one.quote);
