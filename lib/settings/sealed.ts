import { AppError } from '../model/errors.ts';
import { asRecord } from './raw.ts';

/** Text that only its passphrase opens. Bytes are base64. */
export interface Sealed {
  cipher: 'AES-GCM';
  derivation: 'PBKDF2-SHA-256';
  iterations: number;
  salt: string;
  iv: string;
  data: string;
}

/** OWASP's advice for PBKDF2 with SHA-256 (2023, unchanged since) is 600,000. */
export const iterations = 600_000;

/** A file may ask for more, up to what takes a few seconds; one that asks for less was made by somebody else. */
const mostIterations = 10_000_000;

export async function seal(text: string, passphrase: string): Promise<Sealed> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyFrom(passphrase, salt, iterations);
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text));
  return {
    cipher: 'AES-GCM',
    derivation: 'PBKDF2-SHA-256',
    iterations,
    salt: toBase64(salt),
    iv: toBase64(iv),
    data: toBase64(new Uint8Array(data)),
  };
}

/** @throws AppError 'wrongPassphrase' also when the data was changed: nobody can tell the two apart. */
export async function unseal(sealed: Sealed, passphrase: string): Promise<string> {
  try {
    const key = await keyFrom(passphrase, fromBase64(sealed.salt), sealed.iterations);
    const iv = fromBase64(sealed.iv);
    const data = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, fromBase64(sealed.data));
    return new TextDecoder().decode(data);
  } catch {
    throw new AppError('wrongPassphrase');
  }
}

/** Anything, as something sealed; undefined when it is none. */
export function readSealed(raw: unknown): Sealed | undefined {
  const { cipher, derivation, iterations: asked, salt, iv, data } = asRecord(raw);
  if (cipher !== 'AES-GCM' || derivation !== 'PBKDF2-SHA-256') return undefined;
  if (typeof asked !== 'number' || !Number.isInteger(asked) || asked < iterations || asked > mostIterations) {
    return undefined;
  }
  return isBase64(salt) && isBase64(iv) && isBase64(data)
    ? { cipher, derivation, iterations: asked, salt, iv, data }
    : undefined;
}

async function keyFrom(passphrase: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<CryptoKey> {
  const words = new TextEncoder().encode(passphrase.normalize('NFC'));
  const material = await crypto.subtle.importKey('raw', words, 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

const isBase64 = (raw: unknown): raw is string => typeof raw === 'string' && /^[A-Za-z0-9+/]+={0,2}$/.test(raw);

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
