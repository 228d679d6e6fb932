import { randomUUID } from 'node:crypto';

import { exchange, parsed, safeBaseUrl, type SignedAnswer } from './http-exchange.ts';
import { disbelief, readSigningKey, signatureHeaders, type SigningKey } from './signature.ts';

/** Where a service is and how its requests and answers are signed. */
export interface SignedService {
  /** `https:` anywhere, `http:` on the loopback address only; a path in it is kept. */
  readonly baseUrl: string;
  /** `whsec_<base64>` of at least 24 bytes. */
  readonly secret: string;
  /** From the start of a request to the last byte of its answer. */
  readonly timeoutMs: number;
}

/** One request. GET signs the request target, POST its body. */
type SignedRequest =
  | { readonly method: 'GET'; readonly path: string }
  | {
      readonly method: 'POST';
      readonly path: string;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    };

/** Sends signed requests to one service. Never throws for what the network or the service does. */
export type SendSigned = (request: SignedRequest) => Promise<SignedAnswer>;

/** Throws a RangeError when the secret or the address is unfit. */
export function createSignedSender(service: SignedService): SendSigned {
  const key = readSigningKey(service.secret);
  const base = safeBaseUrl(service.baseUrl);
  return (request) => send({ key, base, timeoutMs: service.timeoutMs }, request);
}

async function send(
  service: { readonly key: SigningKey; readonly base: string; readonly timeoutMs: number },
  request: SignedRequest,
): Promise<SignedAnswer> {
  const url = new URL(service.base + request.path);
  const id = randomUUID();
  const body = request.method === 'POST' ? JSON.stringify(request.body) : null;
  const signed = signatureHeaders(service.key, {
    id,
    timestampSeconds: Math.floor(Date.now() / 1000),
    payload: body ?? url.pathname + url.search,
  });
  const ownHeaders = request.method === 'POST' ? request.headers : undefined;
  const json = body === null ? {} : { 'content-type': 'application/json' };
  const answer = await exchange(
    url,
    { method: request.method, headers: { ...ownHeaders, ...json, ...signed }, body },
    service.timeoutMs,
  );
  if (answer.kind !== 'answered') return answer;
  const no = disbelief(service.key, answer, { id, nowMs: Date.now() });
  return no === null ? parsed(answer.status, answer.payload) : { kind: 'doubtful', reason: no };
}
