/** Bytes in which a page may name its charset: the standard says 1,024, older Chinese pages are later. */
const namedWithin = 4096;

/**
 * A page's bytes as text, by its byte order mark, its content-type, its own <meta> or XML line, in this order, as
 * browsers do. A page that names none, or one nobody knows, is UTF-8 if it can be, then GB18030, then Windows-1252.
 */
export function decodePage(bytes: Uint8Array, contentType: string): string {
  const known = markOf(bytes) ?? decoderFor(labelIn(contentType)) ?? decoderFor(namedInside(bytes));
  if (known) return known.decode(bytes);
  return decodedStrictly(bytes, 'utf-8') ?? decodedStrictly(bytes, 'gb18030') ?? decodedLoosely(bytes, 'windows-1252');
}

function markOf(bytes: Uint8Array): TextDecoder | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder('utf-8');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be');
  return undefined;
}

const labelIn = (contentType: string): string | undefined =>
  /charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(contentType)?.[1]?.toLowerCase();

function decoderFor(label: string | undefined): TextDecoder | undefined {
  if (!label) return undefined;
  try {
    return new TextDecoder(label);
  } catch {
    return undefined; // no such charset
  }
}

function namedInside(bytes: Uint8Array): string | undefined {
  const start = decodedLoosely(bytes.subarray(0, namedWithin), 'windows-1252').replace(/<!--[\s\S]*?(-->|$)/g, '');
  const named =
    /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(start) ??
    /^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)/i.exec(start);
  const label = named?.[1]?.toLowerCase();
  // What could be read byte by byte up to here is not UTF-16, whatever it says (the HTML standard, 13.2.3.2).
  return label?.startsWith('utf-16') ? 'utf-8' : label;
}

function decodedStrictly(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const decodedLoosely = (bytes: Uint8Array, label: string): string => new TextDecoder(label).decode(bytes);
