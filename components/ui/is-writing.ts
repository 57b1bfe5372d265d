/** Whether a key belongs to a field that text is written in, also within a shadow root. */
export function isWriting(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof Element) || event.isComposing) return event.isComposing;
  if (target instanceof HTMLInputElement) return !/^(checkbox|radio|button|submit|reset|file|range)$/.test(target.type);
  return target.matches('textarea, select, [contenteditable]:not([contenteditable="false"])');
}
