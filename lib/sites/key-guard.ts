/**
 * Keeps what is typed in the panel from the page. A closed shadow root hides its tree, but the page's capture listeners
 * on `window` still see every key and every input event, retargeted to the host element. This listener is there first
 * (it must run at document_start), ends each such event, and hands a copy that cannot leave the root to the element that
 * has the focus inside. The browser's own reaction (typing, caret moves, pressing a focused button) is not touched.
 */
const guardedTypes = [
  'keydown',
  'keypress',
  'keyup',
  'beforeinput',
  'input',
  'textInput',
  'change',
  'compositionstart',
  'compositionupdate',
  'compositionend',
  'paste',
  'copy',
  'cut',
  'drop',
] as const;

/** The two content scripts are separate bundles in one isolated world; this is what they share. Pages cannot see it. */
const sharedKey = Symbol.for('pangda.guardedRoots');
interface Guarded {
  roots: WeakMap<EventTarget, ShadowRoot>;
  /** Events that the guard has handed into a root. */
  copies: WeakSet<Event>;
}

const guarded = (): Guarded => {
  const shared = globalThis as { [sharedKey]?: Guarded };
  shared[sharedKey] ??= { roots: new WeakMap(), copies: new WeakSet() };
  return shared[sharedKey];
};

/** Besides what is typed: whatever a surface might take for a person's doing. */
const pressedTypes = [
  ...['click', 'auxclick', 'dblclick', 'contextmenu', 'mousedown', 'mouseup', 'submit', 'touchstart', 'touchend'],
  ...['pointerdown', 'pointerup', 'pointermove', 'pointercancel', 'dragstart', 'dragend'],
] as const;

/**
 * Events inside this root are kept from the page from now on, and what a script made up there does nothing: in Firefox
 * (153) `getSelection()` hands nodes of a closed root to the page. Call when the root has its children and before
 * anybody listens in them: the first to listen is the first to be told, also when the page has moved them elsewhere.
 */
export function guardKeysOf(host: HTMLElement, root: ShadowRoot): void {
  const { roots, copies } = guarded();
  roots.set(host, root);
  const refuse = (event: Event) => {
    if (event.isTrusted || copies.has(event)) return;
    event.stopImmediatePropagation();
    event.preventDefault(); // a click that is dispatched at a box to be ticked would tick it
  };
  for (const guardedTarget of [root, ...root.children]) {
    for (const type of [...guardedTypes, ...pressedTypes])
      guardedTarget.addEventListener(type, refuse, { capture: true });
  }
}

/** Call at document_start, before any script of the page. */
export function installKeyGuard(view: Window): void {
  const { roots, copies } = guarded();
  const guard = (event: Event) => {
    const root = event.target && roots.get(event.target);
    if (!root) return;
    event.stopImmediatePropagation();
    // A script of the page made this one, and aimed it at the host element. Not so the end of a composition: Chromium
    // (156) marks its own as untrusted, and one that a page makes up does no harm.
    if (!event.isTrusted && event.type !== 'compositionend') return;
    const target = root.activeElement;
    const copy = copyOf(event);
    if (copy) copies.add(copy);
    if (target && copy && !target.dispatchEvent(copy)) event.preventDefault();
  };
  for (const type of guardedTypes) view.addEventListener(type, guard, { capture: true });
}

/** What a listener inside reads from an event, by its type. Other types are heard by nobody inside. */
const copiedFields: Record<string, readonly string[]> = {
  ...Object.fromEntries(
    ['keydown', 'keypress', 'keyup'].map((type) => [
      type,
      [
        'key',
        'code',
        'location',
        'repeat',
        'isComposing',
        'ctrlKey',
        'shiftKey',
        'altKey',
        'metaKey',
        'keyCode',
        'charCode',
      ],
    ]),
  ),
  ...Object.fromEntries(['compositionstart', 'compositionupdate', 'compositionend'].map((type) => [type, ['data']])),
  input: ['data', 'inputType', 'isComposing'],
  change: [],
};

/**
 * A copy that bubbles inside the root and does not leave it. It is a plain Event with the fields put on it, because Firefox
 * makes every KeyboardEvent `composed` whatever its constructor is told (seen in 153), and then it would come out here.
 */
function copyOf(event: Event): Event | undefined {
  const fields = copiedFields[event.type];
  if (!fields) return undefined;
  const copy = new Event(event.type, { bubbles: true, cancelable: event.cancelable, composed: false });
  for (const field of fields) {
    Object.defineProperty(copy, field, { value: Reflect.get(event, field), configurable: true });
  }
  return copy;
}
