import { createPublicKey, randomBytes, sign, verify, type KeyObject } from 'node:crypto';

/** What identifies a merchant to WeChat Pay. */
export interface Merchant {
  readonly mchid: string;
  /** Serial number of the merchant's API certificate, in hex. */
  readonly serial: string;
  readonly privateKey: KeyObject;
}

/** The parts of a request that are signed. */
interface Signable {
  readonly method: 'GET' | 'POST';
  /** Path and query, as sent. */
  readonly target: string;
  readonly timestampSeconds: number;
  readonly nonce: string;
  /** Empty for a GET. */
  readonly body: string;
}

/**
 * The five lines that a request's signature covers (pay.weixin.qq.com, "签名生成"; the same in
 * `core/consts/const.go` of wechatpay-apiv3/wechatpay-go).
 */
function requestMessage(request: Signable): string {
  const { method, target, timestampSeconds, nonce, body } = request;
  return `${method}\n${target}\n${String(timestampSeconds)}\n${nonce}\n${body}\n`;
}

/** The three lines that the signature of an answer or a notification covers ("签名验证"). */
export function answerMessage(timestamp: string, nonce: string, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), payload, Buffer.from('\n')]);
}

/** The `Authorization` header of a request. */
export function authorization(merchant: Merchant, request: Signable): string {
  const signature = sign(
    'sha256',
    Buffer.from(requestMessage(request)),
    merchant.privateKey,
  ).toString('base64');
  const fields = {
    mchid: merchant.mchid,
    nonce_str: request.nonce,
    signature,
    timestamp: String(request.timestampSeconds),
    serial_no: merchant.serial,
  };
  const list = Object.entries(fields).map(([name, value]) => `${name}="${value}"`);
  return `WECHATPAY2-SHA256-RSA2048 ${list.join(',')}`;
}

/** 32 hex digits that no other request has. */
export function freshNonce(): string {
  return randomBytes(16).toString('hex');
}

/** Whether the signature, in base64, was made over the message by the owner of the key. */
export function isSignedBy(key: KeyObject, message: Buffer, signature: string): boolean {
  return verify('sha256', message, key, Buffer.from(signature, 'base64'));
}

/** Reads an RSA public key from a PEM, of a key or of a certificate. Throws for anything else. */
export function readPublicKey(pem: string): KeyObject {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== 'rsa') throw new RangeError('the public key is not an RSA key');
  return key;
}
