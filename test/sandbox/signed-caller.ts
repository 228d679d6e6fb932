import { createHmac, randomUUID } from 'node:crypto';

/** A secret for tests: `whsec_` and 28 bytes, the one of the example in the contracts. */
export const SECRET = 'whsec_dXNoZXItc2FuZGJveC1leGFtcGxlLWtleS0wMQ==';

/** A request of a test; what is left out is made rightly. */
export interface Call {
  /** Makes it a POST. */
  readonly body?: unknown;
  /** Sent instead of `body` as it stands. */
  readonly rawBody?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly without?: readonly string[];
  readonly secret?: string;
  readonly timestampSeconds?: number;
  readonly signal?: AbortSignal;
}

/** What came back, and whether its signature holds and names this request. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  readonly believed: boolean;
}

/** The signature the contracts describe, written a second time on purpose. */
export function signatureOf(secret: string, id: string, rest: [string | number, string]): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const content = `${id}.${String(rest[0])}.${rest[1]}`;
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
}

/** Sends one signed request, and rejects when the connection is cut. */
export async function call(url: string, options: Call = {}): Promise<Reply> {
  const raw = rawOf(options);
  const id = `msg_${randomUUID()}`;
  const response = await fetch(url, {
    method: raw === undefined ? 'GET' : 'POST',
    headers: headersOf(url, options, { id, raw }),
    body: raw ?? null,
    signal: options.signal ?? null,
  });
  const text = await response.text();
  return { status: response.status, text, headers: response.headers, believed: believe() };

  function believe(): boolean {
    const read = (name: string): string => response.headers.get(name) ?? '';
    const wanted = signatureOf(SECRET, `re_${id}`, [read('webhook-timestamp'), text]);
    return read('webhook-id') === `re_${id}` && read('webhook-signature') === wanted;
  }
}

function rawOf({ rawBody, body }: Call): string | undefined {
  return rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
}

function headersOf(
  url: string,
  options: Call,
  { id, raw }: { readonly id: string; readonly raw: string | undefined },
): Headers {
  const { pathname, search } = new URL(url);
  const seconds = options.timestampSeconds ?? Math.floor(Date.now() / 1000);
  const headers = new Headers({
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatureOf(options.secret ?? SECRET, id, [
      seconds,
      raw ?? pathname + search,
    ]),
    ...(raw === undefined ? {} : { 'content-type': 'application/json' }),
    ...options.headers,
  });
  for (const name of options.without ?? []) headers.delete(name);
  return headers;
}

/** The body of an answer that must be believed. */
export function bodyOf(reply: Reply): Record<string, unknown> {
  if (!reply.believed) throw new Error(`not believed: ${String(reply.status)} ${reply.text}`);
  return JSON.parse(reply.text) as Record<string, unknown>;
}

/** The code of a refusal, believed or not. */
export function codeOf(reply: Reply): string {
  return (JSON.parse(reply.text) as { error: { code: string } }).error.code;
}

/** Calls the control API, which is not signed. */
export async function control(url: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${url}/_control/${path}`, {
    ...(body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${String(response.status)} ${text}`);
  return JSON.parse(text);
}

/** What `GET /_control/payouts` tells. */
export interface Paid {
  readonly payouts: readonly Record<string, unknown>[];
  readonly countByKey: Readonly<Record<string, number>>;
  readonly totalMinor: number;
}

/** Everything that was really paid. */
export async function paidOf(url: string): Promise<Paid> {
  return (await control(url, 'payouts')) as Paid;
}

/** Asks the provider for one payout. */
export function pay(
  url: string,
  over: { readonly key?: string } & Readonly<Record<string, unknown>> = {},
): Promise<Reply> {
  const body = { key: 'payout:1', beneficiary: 'sub_1', asset: 'CNY/2', amountMinor: 500, ...over };
  return call(`${url}/provider/payouts`, {
    body,
    headers: { 'idempotency-key': body.key },
  });
}

/** Asks the provider for the payout of a key. */
export function query(url: string, key = 'payout:1'): Promise<Reply> {
  return call(`${url}/provider/payouts/by-key/${encodeURIComponent(key)}`);
}
