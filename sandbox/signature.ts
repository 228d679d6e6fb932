import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** How far a timestamp may stand from our clock, before or after, in seconds. */
const TOLERANCE_SECONDS = 300;

const SECRET_BYTES_MIN = 24;
const MESSAGE_ID = /^[\x21-\x2d\x2f-\x7e]{1,128}$/;
const SECONDS = /^[1-9][0-9]{0,11}$/;

/** A decoded `whsec_` secret: at least 24 bytes. */
export type SigningKey = Buffer;

/** What is signed: HMAC-SHA256 over `{id}.{timestamp}.{payload}`. */
export interface SignedMessage {
  readonly id: string;
  readonly timestampSeconds: number;
  readonly payload: string | Buffer;
}

/** The three headers of Standard Webhooks. */
export interface SignatureHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/** Why a signature was not believed. */
export type SignatureFault =
  'SIGNATURE_MISSING' | 'SIGNATURE_MALFORMED' | 'SIGNATURE_STALE' | 'SIGNATURE_MISMATCH';

/** The outcome of `verify`. */
export type Verdict =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly code: SignatureFault; readonly message: string };

/** Decodes `whsec_<base64>`; throws a RangeError when it is not one, or has fewer than 24 bytes. */
export function readSecret(secret: string): SigningKey {
  const encoded = secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : '';
  const key = Buffer.from(encoded, 'base64');
  if (encoded === '' || withoutPadding(key.toString('base64')) !== withoutPadding(encoded)) {
    throw new RangeError('a signing secret is written whsec_<base64>');
  }
  if (key.length < SECRET_BYTES_MIN) {
    throw new RangeError(`a signing secret has at least ${String(SECRET_BYTES_MIN)} bytes`);
  }
  return key;
}

/** Whether `id` may stand in `webhook-id`: 1 to 128 visible ASCII characters, no full stop. */
export function isMessageId(id: unknown): id is string {
  return typeof id === 'string' && MESSAGE_ID.test(id);
}

/** The headers that sign a message. */
export function sign(key: SigningKey, message: SignedMessage): SignatureHeaders {
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(message.timestampSeconds),
    'webhook-signature': `v1,${mac(key, message)}`,
  };
}

/** A signature header of the right form that no key made, for answers nobody may believe. */
export function forgedSignature(): string {
  return `v1,${randomBytes(32).toString('base64')}`;
}

/**
 * Checks headers and payload against the key and the clock. Of several signatures, separated by
 * spaces as during a change of key, one must hold.
 */
export function verify(
  key: SigningKey,
  signed: {
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    readonly payload: string | Buffer;
  },
  nowMs: number,
): Verdict {
  const id = signed.headers['webhook-id'];
  const timestamp = signed.headers['webhook-timestamp'];
  const signatures = signed.headers['webhook-signature'];
  if (id === undefined || timestamp === undefined || signatures === undefined) {
    return refuse(
      'SIGNATURE_MISSING',
      'webhook-id, webhook-timestamp and webhook-signature are needed',
    );
  }
  if (!isMessageId(id) || typeof timestamp !== 'string' || !SECONDS.test(timestamp)) {
    return refuse('SIGNATURE_MALFORMED', 'webhook-id or webhook-timestamp has a wrong form');
  }
  const timestampSeconds = Number(timestamp);
  if (Math.abs(nowMs / 1000 - timestampSeconds) > TOLERANCE_SECONDS) {
    return refuse('SIGNATURE_STALE', 'webhook-timestamp is more than 5 minutes from our clock');
  }
  const wanted = `v1,${mac(key, { id, timestampSeconds, payload: signed.payload })}`;
  const given = typeof signatures === 'string' ? signatures.split(' ') : signatures;
  if (!given.some((candidate) => equalInConstantTime(candidate, wanted))) {
    return refuse('SIGNATURE_MISMATCH', 'no signature in webhook-signature holds');
  }
  return { ok: true, id };
}

function mac(key: SigningKey, message: SignedMessage): string {
  return createHmac('sha256', key)
    .update(`${message.id}.${String(message.timestampSeconds)}.`)
    .update(message.payload)
    .digest('base64');
}

function equalInConstantTime(given: string, wanted: string): boolean {
  const left = Buffer.from(given);
  const right = Buffer.from(wanted);
  return left.length === right.length && timingSafeEqual(left, right);
}

function refuse(code: SignatureFault, message: string): Verdict {
  return { ok: false, code, message };
}

function withoutPadding(base64: string): string {
  return base64.replace(/=+$/, '');
}
