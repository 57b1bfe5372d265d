/**
 * Does to everything under a root what a reader and a browser would do to it in time, and what would set off a handler
 * that came with a payload: points at it, focuses it, types, presses, submits, unfolds it, and says that it loaded,
 * failed, began, ended, moved. Handlers of events that are not in the list get theirs too. Says how many elements there
 * were. Its source is copied into a page or the test add-on, so it uses nothing from outside itself.
 */
export function provoke(root: Document | ShadowRoot | Element): number {
  const types = `load error begin end repeat start finish bounce toggle beforetoggle animationstart animationiteration
    animationend animationcancel transitionrun transitionstart transitionend transitioncancel loadstart loadeddata
    canplay play playing progress timeupdate ended pointerover pointerenter pointermove pointerdown pointerup pointerout
    pointerleave pointerrawupdate gotpointercapture mouseover mouseenter mousemove mousedown mouseup mouseout mouseleave
    wheel mousewheel contextmenu auxclick dblclick touchstart touchmove touchend focus focusin keydown keypress keyup
    beforeinput input change invalid search select selectstart selectionchange copy cut paste beforecopy beforecut
    beforepaste dragstart drag dragenter dragover drop dragend scroll scrollend resize fullscreenchange show close cancel
    reset blur focusout click`.split(/\s+/);
  const eventOf = (type: string): Event => {
    const options = { bubbles: true, cancelable: true };
    if (/^key/.test(type)) return new KeyboardEvent(type, options);
    if (/^focus|^blur/.test(type)) return new FocusEvent(type, options);
    if (/^pointer|pointercapture/.test(type)) return new PointerEvent(type, options);
    if (/mouse|click|menu$|^drag|^drop/.test(type)) return new MouseEvent(type, options);
    return new Event(type, options);
  };
  // What leads to another page would take this one, and all that is still to be heard, away.
  const runs = (address: string | null | undefined): boolean => {
    try {
      return new URL(address ?? '', 'https://away.test/').protocol === 'javascript:';
    } catch {
      return false;
    }
  };
  const stay = (event: Event): void => {
    const target = event.target as Element;
    const link = target.closest?.('a, area, math [href]');
    const { submitter } = event as SubmitEvent;
    const address =
      event.type === 'submit'
        ? (submitter?.getAttribute('formaction') ?? target.getAttribute('action'))
        : (link?.getAttribute('href') ?? link?.getAttributeNS('http://www.w3.org/1999/xlink', 'href'));
    // What is unfolded stays so.
    const folds = target.closest?.('summary') !== null;
    if ((event.type === 'submit' || link || folds) && !runs(address)) event.preventDefault();
  };
  root.addEventListener('click', stay);
  root.addEventListener('submit', stay);
  const elements = [...root.querySelectorAll('*')];
  const provokeOne = (element: Element): void => {
    const own = element
      .getAttributeNames()
      .flatMap((name) => (/^on./i.test(name) ? [name.slice(2).toLowerCase()] : []));
    if (element.localName === 'details') element.setAttribute('open', '');
    (element as HTMLElement).focus?.();
    // A control without a script in its markup is the surface's own, and what it does would end what is looked at.
    const isOwn = element.closest('button, input, select, textarea, label') !== null;
    const isLaden = own.includes('click') || runs(element.getAttribute('formaction'));
    for (const type of new Set([...own, ...types]))
      if (type !== 'click' || !isOwn || isLaden) element.dispatchEvent(eventOf(type));
    if (element.localName === 'form' && runs(element.getAttribute('action')))
      (element as HTMLFormElement).requestSubmit();
  };
  for (const element of elements) {
    try {
      provokeOne(element);
    } catch {
      // In a form a field named `focus` or `closest` stands for the method.
    }
  }
  root.removeEventListener('click', stay);
  root.removeEventListener('submit', stay);
  return elements.length;
}
