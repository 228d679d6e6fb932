import { constants, createDecipheriv, publicEncrypt, type KeyObject } from 'node:crypto';

import { field } from '../answer-body.ts';

const tagBytes = 16;

/** The key that a merchant sets in the merchant platform: 32 bytes, of ASCII letters and digits. */
export type ApiV3Key = Buffer;

/** Throws a RangeError unless the text has 32 bytes. */
export function readApiV3Key(text: string): ApiV3Key {
  const key = Buffer.from(text);
  if (key.length !== 32) throw new RangeError('the APIv3 key must have 32 bytes');
  return key;
}

/**
 * Opens what WeChat Pay seals with the APIv3 key, certificates as well as notifications: AES-256-GCM
 * whose tag is the end of the ciphertext (pay.weixin.qq.com, "证书和回调报文解密"). Null when it is of
 * another form, or was not sealed with this key for these associated data.
 */
export function openSealed(key: ApiV3Key, sealed: unknown): Buffer | null {
  const [nonce, ciphertext] = [field(sealed, 'nonce'), field(sealed, 'ciphertext')];
  const associated = field(sealed, 'associated_data') ?? '';
  if (field(sealed, 'algorithm') !== 'AEAD_AES_256_GCM') return null;
  if (typeof nonce !== 'string' || typeof ciphertext !== 'string') return null;
  if (typeof associated !== 'string') return null;
  const bytes = Buffer.from(ciphertext, 'base64');
  if (nonce === '' || bytes.length < tagBytes) return null;
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce));
    cipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
    cipher.setAAD(Buffer.from(associated));
    const opened = cipher.update(bytes.subarray(0, bytes.length - tagBytes));
    return Buffer.concat([opened, cipher.final()]);
  } catch {
    return null;
  }
}

/**
 * Encrypts a field such as a person's name for WeChat Pay: RSA-OAEP with SHA-1 and MGF1 ("敏感信息加密").
 * Every time another text.
 */
export function encryptField(key: KeyObject, text: string): string {
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  return publicEncrypt({ key, padding, oaepHash: 'sha1' }, Buffer.from(text)).toString('base64');
}
