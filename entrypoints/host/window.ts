import { i18n } from '#i18n';
import type { HostHandlers } from '../../lib/messaging/own-channel.ts';

/** Firefox's host is a small window; it says what it does while it does it. */
export const shown = (listen: HostHandlers['listen']): HostHandlers['listen'] =>
  async function* listening(request, signal, onControl) {
    document.documentElement.lang = i18n.t('language.tag');
    const words = element('p', 'words');
    const level = element('meter', 'level') as HTMLMeterElement;
    words.textContent = i18n.t('voice.hostAsking');
    try {
      for await (const event of listen(request, signal, onControl)) {
        if (event.type === 'open') words.textContent = i18n.t('voice.hostListening');
        else if (event.type === 'level') level.value = event.level;
        else if (event.type === 'partial' || event.type === 'final') words.textContent = event.text;
        else if (event.type === 'heard') words.textContent = i18n.t('voice.transcribing');
        yield event;
      }
    } finally {
      level.value = 0;
      words.textContent = i18n.t('voice.hostIdle');
    }
  };

function element(name: 'p' | 'meter', id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found) return found;
  const made = document.createElement(name);
  made.id = id;
  if (name === 'p') made.setAttribute('role', 'status');
  else made.setAttribute('aria-label', i18n.t('voice.level'));
  document.body.append(made);
  return made;
}
