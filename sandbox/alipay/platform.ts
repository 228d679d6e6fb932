import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

import { selfSigned } from '../certificate.ts';

const dayMs = 86_400_000;

/** Who signs: an app or Alipay, with the certificate that says so. */
export interface Identity {
  readonly privateKey: KeyObject;
  /** PEM. */
  readonly certificate: string;
  /** As Alipay counts it: the MD5 of the issuer and of the serial number in decimal. */
  readonly serial: string;
}

/** A new identity of this name, for ten years, or until `validDays` from now. */
export function createIdentity(name: string, validDays = 3_650): Identity {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const number = `1${randomBytes(15).toString('hex')}`;
  const now = Date.now();
  const until = new Date(now + validDays * dayMs);
  const from = new Date(Math.min(now, until.getTime()) - dayMs);
  const certificate = selfSigned({ serial: number, name, privateKey, from, until });
  const named = `CN=${name}${BigInt(`0x${number}`).toString()}`;
  return { privateKey, certificate, serial: createHash('md5').update(named).digest('hex') };
}

/** The headers with which Alipay signs an answer. */
export function answerHeaders(
  { privateKey, serial }: Identity,
  payload: string,
  timestampMs = Date.now(),
): Record<string, string> {
  const nonce = randomBytes(16).toString('hex');
  const message = `${String(timestampMs)}\n${nonce}\n${payload}\n`;
  return {
    'content-type': 'application/json;charset=UTF-8',
    'alipay-sn': serial,
    'alipay-timestamp': String(timestampMs),
    'alipay-nonce': nonce,
    'alipay-signature': sign('sha256', Buffer.from(message), privateKey).toString('base64'),
  };
}

/** A notification as it is posted to the gateway of an app: a form, signed over its sorted parameters. */
export function signedForm(
  { privateKey }: Identity,
  params: Readonly<Record<string, string>>,
): string {
  const message = Object.entries(params)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const signature = sign('sha256', Buffer.from(message), privateKey).toString('base64');
  return new URLSearchParams({ ...params, sign_type: 'RSA2', sign: signature }).toString();
}
