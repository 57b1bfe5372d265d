import { type MouseEvent, use, useRef } from 'react';
import { i18n } from '#i18n';
import { atSentence } from '../../lib/grounding/text-fragment.ts';
import { safeLink } from '../../lib/markdown/link.ts';
import type { Source } from '../../lib/model/page.ts';
import type { Check } from '../../lib/model/verdict.ts';
import { EvidenceContext, type Pointed } from './evidence-context.ts';
import { TurnContext } from './turn-context.ts';

/**
 * The number of a source. A press brings the source into view on the page, with Ctrl or ⌘ it opens it at the sentence;
 * hovering, the focus or a touch shows what it says. A number the page does not have is shown as such, and leads nowhere.
 */
export function CitationChip({
  number,
  source,
  claim = '',
  check,
  quote,
}: {
  number: number;
  source: Source | undefined;
  claim?: string;
  check?: Check | undefined;
  quote?: string;
}) {
  const evidence = use(EvidenceContext);
  const turn = use(TurnContext);
  const touched = useRef(false);
  if (!source) {
    return (
      <span className="pd-cite" data-bad="true" title={i18n.t('sources.noSuch', [String(number)])}>
        ⚠{number}
      </span>
    );
  }
  const sentence = quote ?? check?.evidence.find((one) => one.source === number)?.quote;
  const what: Pointed = { ...turn, claim, check, sources: [source], ...(quote && { quote }) };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (!event.isTrusted) return;
    if (event.ctrlKey || event.metaKey || event.button === 1) openAt(source.url, sentence);
    else if (touched.current || !evidence.show) evidence.press(what, event.currentTarget);
    else evidence.show(source);
  };
  return (
    <button
      type="button"
      className="pd-cite"
      aria-label={i18n.t('sources.chip', [String(number), source.title])}
      onPointerDown={(event) => {
        touched.current = event.pointerType === 'touch';
      }}
      onPointerEnter={(event) => event.pointerType !== 'touch' && evidence.hover(what, event.currentTarget)}
      onPointerLeave={evidence.leave}
      onFocus={(event) => event.currentTarget.matches(':focus-visible') && evidence.hover(what, event.currentTarget)}
      onBlur={evidence.leave}
      onClick={onClick}
      onAuxClick={(event) => event.button === 1 && onClick(event)}
    >
      {number}
    </button>
  );
}

/** Opens a source in a new tab, at the sentence where the browser can. Addresses that are no plain web addresses are not opened. */
function openAt(address: string, sentence: string | undefined): void {
  const link = safeLink(address);
  if (link) window.open(sentence ? atSentence(link.href, sentence) : link.href, '_blank', 'noopener,noreferrer');
}
