import {
  createPrivateKey,
  createPublicKey,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';

/** Signs with SHA-256 and RSA (PKCS #1 v1.5); the signature in base64. */
export function signedBy(key: KeyObject, message: string): string {
  return sign('sha256', Buffer.from(message), key).toString('base64');
}

/** Whether the signature, in base64, was made over the message by the owner of the key. */
export function isSignedBy(key: KeyObject, message: Buffer, signature: string): boolean {
  return verify('sha256', message, key, Buffer.from(signature, 'base64'));
}

/** The three lines that the signature of an answer covers, with WeChat Pay as with Alipay. */
export function answerMessage(timestamp: string, nonce: string, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), payload, Buffer.from('\n')]);
}

/** 32 hex digits that no other request has. */
export function freshNonce(): string {
  return randomBytes(16).toString('hex');
}

/** Reads an RSA public key from a PEM, of a key or of a certificate. Throws for anything else. */
export function readPublicKey(pem: string): KeyObject {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== 'rsa') throw new RangeError('the public key is not an RSA key');
  return key;
}

/** Reads an RSA private key of 2,048 bits or more from a PEM. Throws for anything else. */
export function readPrivateKey(pem: string): KeyObject {
  const key = createPrivateKey(pem);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== 'rsa' || bits < 2048) throw new RangeError('not an RSA key');
  return key;
}
