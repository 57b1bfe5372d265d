/**
 * A saved page's bytes as text: by its byte-order mark, else as UTF-8 when it is valid UTF-8, else by the charset it
 * declares, else as GB 18030. Saved pages often declare what they were served as, not what they were saved as.
 */
export function decodePage(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(declaredCharset(bytes)).decode(bytes);
  }
}

function declaredCharset(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 16_384));
  const declared = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? 'gb18030';
  try {
    return new TextDecoder(declared).encoding;
  } catch {
    return 'gb18030';
  }
}
