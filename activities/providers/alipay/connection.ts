import { exchange, safeBaseUrl, type RawAnswer } from '../http-exchange.ts';
import { freshNonce } from '../rsa.ts';
import { authorization, type App } from './signature.ts';

/** Where Alipay is, and which app asks it. */
export interface Connection {
  readonly base: string;
  readonly app: App;
  /** From the start of a request to the last byte of its answer. */
  readonly timeoutMs: number;
}

/** A request to Alipay. */
export interface AlipayRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly target: string;
  /** JSON; empty for a GET. */
  readonly body: string;
}

/** Throws a RangeError when the address is neither https nor on the loopback address. */
export function connectionTo(baseUrl: string, app: App, timeoutMs: number): Connection {
  return { base: safeBaseUrl(baseUrl), app, timeoutMs };
}

/** Sends a signed request. What comes back is not verified yet. */
export function sendSigned(connection: Connection, request: AlipayRequest): Promise<RawAnswer> {
  const { method, target, body } = request;
  const url = new URL(connection.base + target);
  const signature = authorization(connection.app, {
    method,
    target: url.pathname + url.search,
    timestampMs: Date.now(),
    nonce: freshNonce(),
    body,
  });
  const headers = {
    authorization: signature,
    'alipay-root-cert-sn': connection.app.rootSerial,
    accept: 'application/json',
    'user-agent': 'usher',
    ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
  };
  const payload = method === 'POST' ? body : null;
  return exchange(url, { method, headers, body: payload }, connection.timeoutMs);
}
