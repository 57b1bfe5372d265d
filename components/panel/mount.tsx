import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { guardKeysOf } from '../../lib/sites/key-guard.ts';
import styles from './panel.css?inline';

export interface Mounted {
  host: HTMLElement;
  render(content: ReactNode): void;
  remove(): void;
}

export const hostName = 'pangda-panel';

/** A `<pangda-panel>` with a closed root, not yet in the document. The page can see that it is there; see SECURITY.md. */
export function mount(document: Document): Mounted {
  const host = document.createElement(hostName);
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  style.textContent = styles;
  const content = document.createElement('div');
  content.style.cssText = 'height:100%';
  root.append(style, content);
  guardKeysOf(host, root);
  const view = createRoot(content);
  return {
    host,
    render: (node) => view.render(node),
    remove() {
      view.unmount();
      host.remove();
    },
  };
}
