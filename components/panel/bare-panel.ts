import type { StoreApi } from 'zustand/vanilla';
import type { Chat } from '../../lib/chat/chat.ts';
import type { ShellWords } from '../../lib/messaging/protocol.ts';
import type { Turn } from '../../lib/model/conversation.ts';
import { pandaShapes } from '../ui/panda-shapes.ts';
import type { PanelState } from './panel-state.ts';
import { hostMark } from './shell-words.ts';

/**
 * Draws the panel as far as it is known before its script has been loaded: its bar, what is waited for, and the first
 * words as they are written. With the classes of panel.tsx and chat-view.tsx, so that nothing moves when those take over.
 * Returns what ends it; the elements stay.
 */
export function drawBare(content: HTMLElement, chat: Chat, state: StoreApi<PanelState>, said: ShellWords): () => void {
  const { ownerDocument: document } = content;
  const make = (tag: string, className: string, ...children: (Node | string)[]): HTMLElement => {
    const element = Object.assign(document.createElement(tag), { className });
    element.append(...children);
    return element;
  };
  const words = document.createTextNode('');
  const trust = make('div', 'pd-trust-room', make('p', 'pd-trust', said.checking));
  const waiting = make('p', 'pd-waiting', make('span', 'pd-spinner'), ' ', words);
  const answer = make('p', 'pd-answer');
  const farewell = make('p', 'pd-note', said.updated);
  const turn = make('article', 'pd-turn', make('div', 'pd-turn-body', trust, waiting, answer, farewell));
  const scroller = make('div', 'pd-scroll', turn);
  const bar = make('header', 'pd-bar', panda(document), make('span', 'pd-name', said.name));
  const panel = make('section', 'pd-theme pd-panel', bar, scroller);
  panel.lang = said.tag;
  panel.ariaLabel = said.title;
  panel.ariaBusy = 'true';

  const draw = () => {
    const { theme, placement, layout, connections, isLeftBehind = false } = state.getState();
    Object.assign(panel.dataset, { theme, placement, collapsed: String(layout.collapsed) });
    // A docked one that is collapsed is only a tab.
    panel.style.display = layout.collapsed && placement === 'dock' ? 'none' : '';
    const last = chat.getState().turns.at(-1);
    scroller.style.display = layout.collapsed || !(last || isLeftBehind) ? 'none' : '';
    farewell.style.display = isLeftBehind ? '' : 'none';
    if (isLeftBehind) panel.ariaBusy = 'false';
    if (last) answer.textContent = last.text;
    for (const one of [trust, waiting]) one.style.display = 'none';
    if (!last || isLeftBehind) return;
    const isModel = last.author ? last.author.kind === 'model' : connections.length > 0;
    trust.style.display = isModel ? '' : 'none';
    waiting.style.display = last.text ? 'none' : '';
    words.data = waitingWords(last, said);
  };
  draw();
  content.append(panel);
  const stops = [chat.subscribe(draw), state.subscribe(draw)];
  return () => {
    for (const stop of stops) stop();
  };
}

const waitingWords = ({ author }: Turn, { waitingFor, waiting }: ShellWords): string =>
  author?.kind === 'model' ? waitingFor.replace(hostMark, () => author.host) : waiting;

function panda(document: Document): SVGElement {
  const make = (tag: string, attributes: Record<string, string>): SVGElement => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag) as SVGElement;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const mark = make('svg', { width: '22', height: '22', viewBox: '0 0 32 32', 'aria-hidden': 'true' });
  mark.append(...pandaShapes.map(([tag, attributes]) => make(tag, attributes)));
  return mark;
}
