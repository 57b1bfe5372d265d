/** Longer addresses are not worth a link; browsers take about this much. */
const LONGEST = 2_000;

/**
 * The one policy for every address that came from a page or a model: `http` and `https` only, readable by `URL`, with
 * no user name in front of the host (`https://bank.example@evil.example`) and no control or direction characters.
 * Returns the normalised address and its host for showing, or nothing when it must stay text.
 */
export function safeLink(address: string): { href: string; host: string } | undefined {
  const trimmed = address.trim();
  if (trimmed.length > LONGEST || HIDDEN.test(trimmed) || !/^https?:\/\//i.test(trimmed)) return undefined;
  try {
    const url = new URL(trimmed);
    if (url.username !== '' || url.password !== '' || url.hostname === '') return undefined;
    return { href: url.href, host: url.host };
  } catch {
    return undefined;
  }
}

// Controls, zero-width and direction marks, tag characters, backslashes (which URL quietly reads as slashes).
const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}\\]/u;
