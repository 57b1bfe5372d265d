/** Why a key cannot be the one that is held to talk: it writes, or it does something else already. */
export type TalkKeyProblem = 'writes' | 'does';

const writes =
  /^(Key[A-Z]|Digit\d|Numpad(?!Enter)\w+|Intl\w+|Minus|Equal|Bracket\w+|Semicolon|Quote|Backquote|Backslash|Comma|Period|Slash)$/;

/** Those that browsers and pages leave alone, or that a page may take from them. Ctrl, Alt and Shift begin shortcuts. */
const free = /^(Space|F(2|4|8|9|1[3-9]|2[0-4])|Insert|Pause|ScrollLock)$/;

/** `code`: of a KeyboardEvent, such as 'Space' or 'F8'. Undefined when it may be held to talk. */
export const talkKeyProblem = (code: string): TalkKeyProblem | undefined =>
  free.test(code) ? undefined : writes.test(code) ? 'writes' : 'does';
