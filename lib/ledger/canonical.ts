/**
 * A JSON value as the one text it can have (RFC 8785): keys sorted by UTF-16 units, no white space, numbers as ECMAScript
 * writes them. A property that is `undefined` is not there, as for JSON.stringify. A lone surrogate is escaped, where the
 * RFC would refuse: pages have them.
 * @throws TypeError for what JSON cannot say (NaN, functions), and for a key `__proto__`, which no record has.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) return object(value as Record<string, unknown>);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} is not JSON`);
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`a ${typeof value} is not JSON`);
  return text;
}

function object(value: Record<string, unknown>): string {
  const parts: string[] = [];
  for (const key of Object.keys(value).sort()) {
    if (key === '__proto__') throw new TypeError('a key named __proto__');
    if (value[key] !== undefined) parts.push(`${JSON.stringify(key)}:${canonical(value[key])}`);
  }
  return `{${parts.join(',')}}`;
}

const encoder = new TextEncoder();

/** SHA-256 of a text's UTF-8, hexadecimal. */
export const sha256 = (text: string): Promise<string> => digestOf(encoder.encode(text));

/** SHA-256 of bytes, hexadecimal. */
export async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  let hex = '';
  for (const byte of digest) hex += (byte >> 4).toString(16) + (byte & 15).toString(16);
  return hex;
}
