/** Brings a source into view and marks it for a moment, by an animation: nothing in the page's tree is changed. */
export function showSource(element: Element): void {
  const calm = element.ownerDocument.defaultView?.matchMedia('(prefers-reduced-motion: reduce)').matches ?? false;
  element.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  const marked = { outline: '3px solid #12996b', outlineOffset: '4px', borderRadius: '4px' };
  element.animate([marked, { ...marked, offset: 0.8 }, { outline: '3px solid transparent', outlineOffset: '4px' }], {
    duration: 2400,
    easing: 'ease-out',
  });
}
