import { field } from './answer-body.ts';
import { disbeliefOfCallback, type Received, type SigningKey } from './signature.ts';

/** What a provider says has become of a payout. Only a hint: what is booked comes from a query. */
export interface CallbackHint {
  readonly event: 'paid' | 'failed' | 'returned';
  readonly key: string;
}

/** What the provider is answered; anything but 2xx should make it call back again. */
export interface CallbackAnswer {
  readonly status: 204 | 400 | 401 | 500;
  readonly body: { readonly error: { readonly code: string; readonly message: string } } | null;
}

const events: Readonly<Record<string, CallbackHint['event']>> = {
  'payout.paid': 'paid',
  'payout.failed': 'failed',
  'payout.returned': 'returned',
};

/**
 * Handles a callback of the signed HTTP contract: verifies it, and has `look` look at the payout now.
 * To be called with the bytes of the body as received. Of the same callback twice nothing more comes
 * than of one; what it speaks of beyond the known events is taken and ignored.
 */
export async function handleCallback(
  key: SigningKey,
  received: Received,
  look: (hint: CallbackHint) => Promise<unknown>,
): Promise<CallbackAnswer> {
  const read = believed(key, received);
  if (!read.ok) return read.answer;
  const [type, payoutKey] = [field(read.body, 'type'), field(read.body, 'key')];
  if (typeof type !== 'string') return refusalOf(400, 'BAD_REQUEST', 'a callback has a type');
  const event = Object.hasOwn(events, type) ? events[type] : undefined;
  if (event === undefined) return { status: 204, body: null };
  if (typeof payoutKey !== 'string' || !/^[!-~]{1,255}$/.test(payoutKey)) {
    return refusalOf(400, 'BAD_REQUEST', 'a callback names the key of a payout');
  }
  try {
    await look({ event, key: payoutKey });
  } catch {
    return refusalOf(500, 'INTERNAL', 'to be sent again');
  }
  return { status: 204, body: null };
}

/** The body of a callback whose signature holds, or what any other is answered. */
export function believed(
  key: SigningKey,
  received: Received,
): { readonly ok: true; readonly body: unknown } | { readonly ok: false; answer: CallbackAnswer } {
  const no = disbeliefOfCallback(key, received, Date.now());
  if (no !== null) return { ok: false, answer: refusalOf(401, 'NOT_BELIEVED', no) };
  return { ok: true, body: parse(received.payload) };
}

/** A callback that was not taken, in the form of the contract. */
export function refusalOf(status: 400 | 401 | 500, code: string, message: string): CallbackAnswer {
  return { status, body: { error: { code, message } } };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
