import { createPublicKey, sign, type KeyObject } from 'node:crypto';

/** A certificate to be made. */
interface CertificateRequest {
  /** Hex digits. */
  readonly serial: string;
  readonly name: string;
  readonly privateKey: KeyObject;
  readonly from: Date;
  readonly until: Date;
}

/** A self-signed X.509 certificate as PEM, which node:crypto can read and cannot make. */
export function selfSigned(request: CertificateRequest): string {
  const algorithm = sequence(objectId('2a864886f70d01010b'), der(0x05, Buffer.alloc(0)));
  const commonName = sequence(objectId('550403'), der(0x0c, Buffer.from(request.name)));
  const name = sequence(der(0x31, commonName));
  const publicKey = createPublicKey(request.privateKey).export({ type: 'spki', format: 'der' });
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, unsigned(request.serial)),
    algorithm,
    name,
    sequence(time(request.from), time(request.until)),
    name,
    publicKey,
  );
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', body, request.privateKey)]);
  const encoded = sequence(body, algorithm, der(0x03, signature)).toString('base64');
  const lines = encoded.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function der(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), length(content.length), content]);
}

function length(bytes: number): Buffer {
  if (bytes < 0x80) return Buffer.from([bytes]);
  const hex = bytes.toString(16);
  const digits = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return Buffer.concat([Buffer.from([0x80 + digits.length]), digits]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function objectId(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

/** As short as it can be, or it is no DER; a number that begins with a set bit would be read as negative. */
function unsigned(number: string): Buffer {
  const hex = number.replace(/^0+(?=.)/, '');
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.from([0]), bytes]);
}

function time(date: Date): Buffer {
  return der(0x18, Buffer.from(date.toISOString().replaceAll(/[-:T]|\.\d+/g, '')));
}
