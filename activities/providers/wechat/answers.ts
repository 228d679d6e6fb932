import { field } from '../answer-body.ts';
import { billNumber } from '../bill-number.ts';
import type { Doubtful, FindAnswer, Known, PayAnswer, PayoutOrder } from '../payout-provider.ts';

/** States in which the money is under way; the receiver's confirmation is one of them. */
const underWay = new Set([
  'ACCEPTED',
  'PROCESSING',
  'WAIT_USER_CONFIRM',
  'TRANSFERING',
  'CANCELING',
]);
/** States in which a bill ends unpaid, for good; a number that ended so is not paid again. */
const ended = new Set(['FAIL', 'CANCELLED']);

/**
 * Codes that say that the request was not taken in, and that the same one may be later ("原单重试"):
 * no money, too many requests, or the merchant's access is not in order.
 */
const notTaken = new Set([
  'NOT_ENOUGH',
  'FREQUENCY_LIMIT',
  'FREQUENCY_LIMITED',
  'FREQUENCY_LIMIT_EXCEED',
  'RATELIMIT_EXCEEDED',
  'SIGN_ERROR',
  'NO_AUTH',
  'APPID_MCHID_NOT_MATCH',
]);

/**
 * What a believed answer to a transfer says. The status is not signed, so only the body counts. Codes
 * that are not known are doubtful, as the documentation wants it; so is `INVALID_REQUEST`, which
 * stands for limits as well as for a number that is already taken.
 */
export function paySays(order: PayoutOrder, body: unknown): PayAnswer {
  const code = field(body, 'code');
  if (typeof code !== 'string') return billSays(order, body, null);
  const reason = reasonOf(code, body);
  if (notTaken.has(code)) return { kind: 'not-taken', reason };
  if (code === 'ALREADY_EXISTS') return { kind: 'conflict', reason };
  if (code === 'PARAM_ERROR') return { kind: 'refused', code, reason: messageOf(body) };
  return { kind: 'doubtful', reason };
}

/** What a believed answer to a query says. `NOT_FOUND` is not failure: the bill may be under way. */
export function findSays(order: PayoutOrder, body: unknown, mchid: string): FindAnswer {
  const code = field(body, 'code');
  if (typeof code !== 'string') return billSays(order, body, mchid);
  if (code === 'NOT_FOUND') return { kind: 'not-found' };
  return { kind: 'doubtful', reason: reasonOf(code, body) };
}

/** Reads a bill, and compares it with what was ordered as far as the answer repeats it. */
function billSays(order: PayoutOrder, body: unknown, mchid: string | null): Known | Doubtful {
  const [state, ref] = [field(body, 'state'), field(body, 'transfer_bill_no')];
  if (typeof state !== 'string' || typeof ref !== 'string') {
    return { kind: 'doubtful', reason: 'the answer is not a bill' };
  }
  if (field(body, 'out_bill_no') !== billNumber(order.key)) {
    return { kind: 'doubtful', reason: 'the answer is about another bill' };
  }
  if (mchid !== null) {
    const differing = differingNames(order, body, mchid);
    if (differing !== '') {
      return { kind: 'conflict', reason: `${ref} was ordered with another ${differing}` };
    }
  }
  if (state === 'SUCCESS') return { kind: 'paid', ref };
  if (underWay.has(state)) return { kind: 'pending', ref };
  if (!ended.has(state)) return { kind: 'doubtful', reason: `the state ${state} is not known` };
  const why = field(body, 'fail_reason');
  const reason = `${ref} ended as ${state}`;
  return { kind: 'failed', reason: typeof why === 'string' ? `${reason}: ${why}` : reason };
}

/** Only a query repeats these: the amount always, so that without it nothing is believed. */
function differingNames(order: PayoutOrder, body: unknown, mchid: string): string {
  const named = field(body, 'mch_id') === undefined ? {} : { mch_id: mchid };
  return Object.entries({ ...named, transfer_amount: order.minor })
    .filter(([name, value]) => field(body, name) !== value)
    .map(([name]) => name)
    .join(', ');
}

function reasonOf(code: string, body: unknown): string {
  return `${code}: ${messageOf(body)}`;
}

function messageOf(body: unknown): string {
  const message = field(body, 'message');
  return typeof message === 'string' ? message : '';
}
