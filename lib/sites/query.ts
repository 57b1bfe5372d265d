/**
 * The value of a search address's parameter, decoded as the engine does: `+` is a space; bytes that are not UTF-8, or
 * that `ie` declares to be GBK, are read as GB 18030 (old Baidu links). Works on the raw search string, because
 * URLSearchParams has by then replaced the bytes it could not read. Trimmed; '' when absent.
 * @param search the address's search string, with or without `?`
 * @param names the parameter's names, the first one present and not empty wins
 */
export function readQuery(search: string, names: readonly string[]): string {
  const fields = search.replace(/^\?/, '').split('&');
  const raw = (name: string) => fields.find((field) => field.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
  const declaredGbk = /^gb/i.test(raw('ie'));
  for (const name of names) {
    const value = decoded(raw(name), declaredGbk).replace(/\s+/gu, ' ').trim();
    if (value) return value;
  }
  return '';
}

/** Nearly every query is plain UTF-8, which the browser decodes itself, many times sooner. */
function decoded(raw: string, declaredGbk: boolean): string {
  if (!declaredGbk) {
    try {
      return decodeURIComponent(raw.replaceAll('+', ' '));
    } catch {
      // A lone percent sign, or bytes that are no UTF-8.
    }
  }
  return decode(bytesOf(raw), declaredGbk);
}

function bytesOf(raw: string): Uint8Array {
  const utf8 = new TextEncoder();
  const bytes: number[] = [];
  for (let at = 0; at < raw.length; ) {
    const hex = raw[at] === '%' ? raw.slice(at + 1, at + 3) : '';
    if (/^[0-9a-f]{2}$/i.test(hex)) {
      bytes.push(Number.parseInt(hex, 16));
      at += 3;
    } else {
      const character = String.fromCodePoint(raw.codePointAt(at) ?? 0);
      bytes.push(...utf8.encode(character === '+' ? ' ' : character));
      at += character.length;
    }
  }
  return Uint8Array.from(bytes);
}

function decode(bytes: Uint8Array, declaredGbk: boolean): string {
  const gbk = () => new TextDecoder('gb18030').decode(bytes);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // `ie=gb2312` with bytes that are UTF-8 as well: six Han characters or so are enough to tell that GBK was not meant.
    return declaredGbk && !looksLikeUtf8(bytes) ? gbk() : text;
  } catch {
    return gbk();
  }
}

/** Text in GBK is hardly ever valid UTF-8 for long; two or three characters can be. */
function looksLikeUtf8(bytes: Uint8Array): boolean {
  return bytes.filter((byte) => byte >= 0x80).length >= 12;
}
