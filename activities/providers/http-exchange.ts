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

/** No connection stood, so nothing was done. */
interface Unreached {
  readonly kind: 'unreached';
  readonly reason: string;
}

/** Nothing follows about what was done. */
interface Uncertain {
  readonly kind: 'doubtful';
  readonly reason: string;
}

/** What came back over HTTP, before anybody asked whether it may be believed. */
export type RawAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Headers;
      readonly payload: Buffer;
    }
  | Unreached
  | Uncertain;

/**
 * `believed`: signed by the service. `unreached`: no connection stood, so nothing was done.
 * `doubtful`: anything else; nothing follows about what was done.
 */
export type SignedAnswer =
  | { readonly kind: 'believed'; readonly status: number; readonly body: unknown }
  | Unreached
  | Uncertain;

/**
 * The address without a slash at its end. Throws a RangeError unless it is https, or http on the
 * loopback address.
 */
export function safeBaseUrl(baseUrl: string): string {
  const base = baseUrl.replace(/\/$/, '');
  const { protocol, hostname } = new URL(base);
  if (protocol !== 'https:' && !(protocol === 'http:' && loopback.has(hostname))) {
    throw new RangeError(`${base} must be https, or http on the loopback address`);
  }
  return base;
}

/** One request, which follows no redirect. Never throws for what the network or the service does. */
export async function exchange(
  url: URL,
  request: {
    readonly method: 'GET' | 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
  },
  timeoutMs: number,
): Promise<RawAnswer> {
  try {
    const response = await fetch(url, {
      ...request,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const payload = await readBounded(response);
    if (payload === null) return { kind: 'doubtful', reason: 'the answer is too large' };
    return { kind: 'answered', status: response.status, headers: response.headers, payload };
  } catch (error) {
    return classify(error);
  }
}

/** The body of an answer whose signature holds. */
export function parsed(status: number, payload: Buffer): SignedAnswer {
  try {
    return { kind: 'believed', status, body: JSON.parse(payload.toString('utf8')) as unknown };
  } catch {
    return { kind: 'doubtful', reason: `the answer (${String(status)}) is not JSON` };
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

function classify(error: unknown): Unreached | Uncertain {
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
