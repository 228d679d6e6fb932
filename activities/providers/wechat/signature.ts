import type { KeyObject } from 'node:crypto';

import { signedBy } from '../rsa.ts';

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

/** The `Authorization` header of a request. */
export function authorization(merchant: Merchant, request: Signable): string {
  const fields = {
    mchid: merchant.mchid,
    nonce_str: request.nonce,
    signature: signedBy(merchant.privateKey, requestMessage(request)),
    timestamp: String(request.timestampSeconds),
    serial_no: merchant.serial,
  };
  const list = Object.entries(fields).map(([name, value]) => `${name}="${value}"`);
  return `WECHATPAY2-SHA256-RSA2048 ${list.join(',')}`;
}
