import {
  createCipheriv,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';

import { selfSigned } from '../certificate.ts';

const dayMs = 86_400_000;

/** One identity of the platform: what it signs with, and the certificate that says so. */
export interface PlatformIdentity {
  readonly serial: string;
  readonly privateKey: KeyObject;
  readonly certificate: string;
  readonly from: Date;
  readonly until: Date;
}

/** A new identity, from now on for a year or for as long as is said. */
export function createIdentity(validDays = 365, fromMs = Date.now() - 60_000): PlatformIdentity {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const serial = randomBytes(20).toString('hex').toUpperCase();
  const from = new Date(fromMs);
  const until = new Date(from.getTime() + validDays * dayMs);
  const name = 'Tenpay sandbox';
  const certificate = selfSigned({ serial, name, privateKey, from, until });
  return { serial, privateKey, certificate, from, until };
}

/** The headers with which the platform signs an answer or a notification. */
export function platformHeaders(
  { serial, privateKey }: Pick<PlatformIdentity, 'serial' | 'privateKey'>,
  payload: string,
  timestampSeconds = Math.floor(Date.now() / 1000),
): Record<string, string> {
  const nonce = randomBytes(16).toString('hex');
  const message = `${String(timestampSeconds)}\n${nonce}\n${payload}\n`;
  return {
    'content-type': 'application/json; charset=utf-8',
    'wechatpay-nonce': nonce,
    'wechatpay-timestamp': String(timestampSeconds),
    'wechatpay-serial': serial,
    'wechatpay-signature': sign('sha256', Buffer.from(message), privateKey).toString('base64'),
    'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
  };
}

/** Seals a text with the APIv3 key, as certificates and notifications are. */
export function seal(apiV3Key: string, text: string, associated: string): object {
  const nonce = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce);
  cipher.setAAD(Buffer.from(associated));
  const sealed = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  return {
    algorithm: 'AEAD_AES_256_GCM',
    nonce,
    associated_data: associated,
    ciphertext: sealed.toString('base64'),
  };
}
