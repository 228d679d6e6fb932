import { exchange, safeBaseUrl, type RawAnswer } from '../http-exchange.ts';
import { freshNonce } from '../rsa.ts';
import { authorization, type Merchant } from './signature.ts';

/** Where WeChat Pay is, and who asks it. */
export interface Connection {
  readonly base: string;
  readonly merchant: Merchant;
  /** From the start of a request to the last byte of its answer. */
  readonly timeoutMs: number;
}

/** A request to WeChat Pay. */
export interface WechatRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly target: string;
  /** JSON; empty for a GET. */
  readonly body: string;
  /** Names the platform key that encrypted fields of the body, or that the answer is wanted with. */
  readonly platformSerial: string | null;
}

/** Throws a RangeError when the address is neither https nor on the loopback address. */
export function connectionTo(baseUrl: string, merchant: Merchant, timeoutMs: number): Connection {
  return { base: safeBaseUrl(baseUrl), merchant, timeoutMs };
}

/** Sends a signed request. What comes back is not verified yet. */
export function sendSigned(connection: Connection, request: WechatRequest): Promise<RawAnswer> {
  const { method, target, body, platformSerial } = request;
  const url = new URL(connection.base + target);
  const signature = authorization(connection.merchant, {
    method,
    target: url.pathname + url.search,
    timestampSeconds: Math.floor(Date.now() / 1000),
    nonce: freshNonce(),
    body,
  });
  const headers = {
    authorization: signature,
    accept: 'application/json',
    'user-agent': 'usher',
    ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
    ...(platformSerial === null ? {} : { 'wechatpay-serial': platformSerial }),
  };
  const payload = method === 'POST' ? body : null;
  return exchange(url, { method, headers, body: payload }, connection.timeoutMs);
}
