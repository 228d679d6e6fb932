import { randomUUID } from 'node:crypto';

import { disbelief, readSigningKey, signatureHeaders, type SigningKey } from './signature.ts';

const answerBytesMax = 65_536;
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);
/** Failures before a connection stood: the request cannot have reached anybody. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Where a service is and how its requests and answers are signed. */
export interface SignedService {
  /** `https:` anywhere, `http:` on the loopback address only; a path in it is kept. */
  readonly baseUrl: string;
  /** `whsec_<base64>` of at least 24 bytes. */
  readonly secret: string;
  /** From the start of a request to the last byte of its answer. */
  readonly timeoutMs: number;
}

/**
 * `believed`: signed by the service as the answer to this request. `unreached`: no connection
 * stood, so nothing was done. `doubtful`: anything else; nothing follows about what was done.
 */
export type SignedAnswer =
  | { readonly kind: 'believed'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'unreached'; readonly reason: string }
  | { readonly kind: 'doubtful'; readonly reason: string };

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
  const base = service.baseUrl.replace(/\/$/, '');
  const { protocol, hostname } = new URL(base);
  if (protocol !== 'https:' && !(protocol === 'http:' && loopback.has(hostname))) {
    throw new RangeError(`${base} must be https, or http on the loopback address`);
  }
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
  try {
    const response = await fetch(url, {
      method: request.method,
      headers: { ...ownHeaders, ...json, ...signed },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(service.timeoutMs),
    });
    const payload = await readBounded(response);
    if (payload === null) return { kind: 'doubtful', reason: 'the answer is too large' };
    const no = disbelief(
      service.key,
      { headers: response.headers, payload },
      { id, nowMs: Date.now() },
    );
    return no === null ? parsed(response.status, payload) : { kind: 'doubtful', reason: no };
  } catch (error) {
    return classify(error);
  }
}

async function readBounded(response: Response): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > answerBytesMax) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parsed(status: number, payload: Buffer): SignedAnswer {
  try {
    return { kind: 'believed', status, body: JSON.parse(payload.toString('utf8')) as unknown };
  } catch {
    return { kind: 'doubtful', reason: `the answer (${String(status)}) is not JSON` };
  }
}

function classify(error: unknown): SignedAnswer {
  if (!(error instanceof Error)) return { kind: 'doubtful', reason: String(error) };
  if (error.name === 'TimeoutError') return { kind: 'doubtful', reason: 'no answer in time' };
  const code = codeOf(error.cause);
  if (code !== undefined && neverConnected.has(code)) {
    return { kind: 'unreached', reason: `the service cannot be reached (${code})` };
  }
  return { kind: 'doubtful', reason: `the connection failed (${code ?? error.message})` };
}

function codeOf(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' ? cause.code : undefined;
}
