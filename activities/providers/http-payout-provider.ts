import { errorOf, field, isFinalRefusal, saysNotTaken } from './answer-body.ts';
import type {
  Doubtful,
  FindAnswer,
  Known,
  PayAnswer,
  PayoutOrder,
  PayoutProvider,
} from './payout-provider.ts';
import type { SignedAnswer } from './http-exchange.ts';
import { isPayoutState, readStatement } from './http-statement.ts';
import { createSignedSender, type SendSigned, type SignedService } from './signed-http.ts';

/**
 * A provider behind the signed HTTP contract of `sandbox/provider.openapi.yaml`. Only signed bodies
 * are believed, never a status alone. Throws a RangeError when the service's settings are unfit.
 */
export function createHttpPayoutProvider(service: SignedService): PayoutProvider {
  const send = createSignedSender(service);
  return {
    pay: (order) => pay(send, order),
    find: (order) => find(send, order),
    statement: (page) => readStatement(send, page),
  };
}

async function pay(send: SendSigned, order: PayoutOrder): Promise<PayAnswer> {
  const { key, beneficiary, asset, minor } = order;
  const answer = await send({
    method: 'POST',
    path: '/payouts',
    headers: { 'idempotency-key': key },
    body: { key, beneficiary, asset, amountMinor: minor },
  });
  if (answer.kind === 'unreached') return { kind: 'not-taken', reason: answer.reason };
  if (answer.kind === 'doubtful') return answer;
  const error = errorOf(answer.body);
  if (error === null) return known(answer, order);
  const reason = `${error.code}: ${error.message}`;
  if (error.code === 'KEY_REUSED') return { kind: 'conflict', reason };
  if (saysNotTaken(answer.status, error.code)) return { kind: 'not-taken', reason };
  if (isFinalRefusal(answer.status, error.code)) {
    return { kind: 'refused', code: error.code, reason: error.message };
  }
  return { kind: 'doubtful', reason };
}

async function find(send: SendSigned, order: PayoutOrder): Promise<FindAnswer> {
  const path = `/payouts/by-key/${encodeURIComponent(order.key)}`;
  const answer = await send({ method: 'GET', path });
  if (answer.kind !== 'believed') return { kind: 'doubtful', reason: answer.reason };
  const error = errorOf(answer.body);
  if (error === null) return known(answer, order);
  if (error.code === 'NOT_FOUND') return { kind: 'not-found' };
  return { kind: 'doubtful', reason: `${error.code}: ${error.message}` };
}

/** Reads a payout, and compares it with what was ordered. */
function known(
  answer: Extract<SignedAnswer, { kind: 'believed' }>,
  order: PayoutOrder,
): Known | Doubtful {
  const { body, status } = answer;
  const ref = field(body, 'payoutId');
  const state = field(body, 'state');
  if (typeof ref !== 'string' || !isPayoutState(state)) {
    return { kind: 'doubtful', reason: `the answer (${String(status)}) is not a payout` };
  }
  const wanted = {
    key: order.key,
    beneficiary: order.beneficiary,
    asset: order.asset,
    amountMinor: order.minor,
  };
  const differing = Object.entries(wanted).filter(([name, value]) => field(body, name) !== value);
  if (differing.length > 0) {
    const names = differing.map(([name]) => name).join(', ');
    return { kind: 'conflict', reason: `${ref} was ordered with another ${names}` };
  }
  return { kind: state, ref };
}
