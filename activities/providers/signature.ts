import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far an answer's timestamp may stand from our clock, before or after, in seconds. */
const toleranceSeconds = 300;
const secretBytesMin = 24;
const secretForm = /^whsec_([A-Za-z0-9+/]+={0,2})$/;

/** A decoded signing secret, shared with one service. */
export type SigningKey = Buffer;

/** What Standard Webhooks signs: `{id}.{timestamp}.{payload}`. */
export interface Signed {
  readonly id: string;
  readonly timestampSeconds: number;
  readonly payload: string | Buffer;
}

/** Decodes `whsec_<base64>`. Throws a RangeError for another form or for fewer than 24 bytes. */
export function readSigningKey(secret: string): SigningKey {
  const encoded = secretForm.exec(secret)?.[1];
  if (encoded === undefined) throw new RangeError('a signing secret is written whsec_<base64>');
  const key = Buffer.from(encoded, 'base64');
  if (key.length < secretBytesMin) {
    throw new RangeError(`a signing secret has at least ${String(secretBytesMin)} bytes`);
  }
  return key;
}

/** The headers that sign a request. */
export function signatureHeaders(key: SigningKey, signed: Signed): Record<string, string> {
  return {
    'webhook-id': signed.id,
    'webhook-timestamp': String(signed.timestampSeconds),
    'webhook-signature': `v1,${mac(key, signed)}`,
  };
}

/** What came, of which nothing is believed yet; the payload is its bytes as received. */
export interface Received {
  readonly headers: Headers;
  readonly payload: Buffer;
}

/**
 * Why an answer must not be believed, or null when it may: it is signed with the key, is an answer
 * to this very request (its id is `re_` and the request's), and is not older than five minutes.
 */
export function disbelief(
  key: SigningKey,
  answer: Received,
  request: { readonly id: string; readonly nowMs: number },
): string | null {
  const no = disbeliefOf(key, answer, request.nowMs);
  if (no !== null) return `the answer ${no}`;
  const isOurs = answer.headers.get('webhook-id') === `re_${request.id}`;
  return isOurs ? null : 'the answer is signed for another request';
}

/**
 * Why a callback must not be believed, or null when it may: it is signed with the key, answers no
 * request, and is not more than five minutes from our clock.
 */
export function disbeliefOfCallback(
  key: SigningKey,
  callback: Received,
  nowMs: number,
): string | null {
  const no = disbeliefOf(key, callback, nowMs);
  if (no !== null) return `the callback ${no}`;
  const isAnswer = callback.headers.get('webhook-id')?.startsWith('re_') === true;
  return isAnswer ? 'the callback is an answer to some request' : null;
}

function disbeliefOf(
  key: SigningKey,
  { headers, payload }: Received,
  nowMs: number,
): string | null {
  const id = headers.get('webhook-id');
  const timestamp = headers.get('webhook-timestamp') ?? '';
  const signatures = headers.get('webhook-signature');
  if (id === null || signatures === null) return 'is not signed';
  if (!/^[1-9][0-9]{0,11}$/.test(timestamp)) return 'has no timestamp';
  const timestampSeconds = Number(timestamp);
  if (Math.abs(nowMs / 1000 - timestampSeconds) > toleranceSeconds) {
    return 'is more than five minutes from our clock';
  }
  const wanted = `v1,${mac(key, { id, timestampSeconds, payload })}`;
  // A header sent twice arrives joined by a comma and a space; both parts are looked at.
  const given = signatures.split(/,? /);
  return given.some((candidate) => equals(candidate, wanted))
    ? null
    : 'has no signature that holds';
}

function mac(key: SigningKey, signed: Signed): string {
  return createHmac('sha256', key)
    .update(`${signed.id}.${String(signed.timestampSeconds)}.`)
    .update(signed.payload)
    .digest('base64');
}

function equals(given: string, wanted: string): boolean {
  const left = Buffer.from(given);
  const right = Buffer.from(wanted);
  return left.length === right.length && timingSafeEqual(left, right);
}
