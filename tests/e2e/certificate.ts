import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface Certificate {
  key: string;
  cert: string;
}

/**
 * A self-signed certificate for the local stand-in of the web. The browsers under test are told to accept any, so its
 * name does not matter. Written out in DER because Node reads certificates but cannot make one, and openssl is not
 * on every computer.
 */
export function selfSignedCertificate(): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(identifier(ecdsaWithSha256));
  const name = sequence(tagged(0x31, sequence(identifier(commonName), tagged(0x0c, Buffer.from('pangda.test')))));
  const validity = sequence(utcTime('250101000000Z'), utcTime('491231235959Z'));
  // The first bit stays clear and the byte is not zero: a positive number in its shortest form.
  const serial = tagged(0x02, Buffer.concat([Buffer.from([0x01]), randomBytes(8)]));
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const body = sequence(tagged(0xa0, tagged(0x02, Buffer.from([2]))), serial, algorithm, name, validity, name, key);
  const signature = tagged(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem(sequence(body, algorithm, signature)),
  };
}

// Object identifiers as DER bytes: 1.2.840.10045.4.3.2 and 2.5.4.3.
const ecdsaWithSha256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
const commonName = [0x55, 0x04, 0x03];

const sequence = (...parts: Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts));
const identifier = (bytes: number[]): Buffer => tagged(0x06, Buffer.from(bytes));
const utcTime = (text: string): Buffer => tagged(0x17, Buffer.from(text));

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const lengthBytes = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...lengthBytes]), content]);
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
