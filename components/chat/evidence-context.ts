import { createContext } from 'react';
import type { Source } from '../../lib/model/page.ts';
import type { Check } from '../../lib/model/verdict.ts';
import type { TurnAbout } from './turn-context.ts';

/** What a chip or a mark stands for. */
export interface Pointed extends TurnAbout {
  /** The words the answer says, as Markdown. */
  claim: string;
  /** Absent while the sentence is unfinished, and for quotes. */
  check?: Check;
  /** A chip: one of the sources. A mark: all that the sentence cites. */
  sources: readonly Source[];
  /** Word for word in its source. */
  quote?: string;
}

export interface EvidenceVerbs {
  /** The pointer or the focus came to it. */
  hover(what: Pointed, anchor: HTMLElement): void;
  /** It was pressed: the card stays until it is closed. */
  press(what: Pointed, anchor: HTMLElement): void;
  leave(): void;
  /** Brings a source into view on the page; absent where there is no page. */
  show?: ((source: Source) => void) | undefined;
}

export const EvidenceContext = createContext<EvidenceVerbs>({ hover() {}, press() {}, leave() {} });
