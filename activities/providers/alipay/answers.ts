import { parseAmount } from '../../../domain/money.ts';
import { field } from '../answer-body.ts';
import { billNumber } from '../bill-number.ts';
import type { Doubtful, FindAnswer, Known, PayAnswer, PayoutOrder } from '../payout-provider.ts';
import type { Payee } from './recipients.ts';

/**
 * Codes of the gateway, which has not passed the request on, and of a transfer for which the app's
 * own money or contract is missing: the same request can be taken later.
 */
const notTaken = new Set([
  ...['missing-signature', 'invalid-signature', 'missing-app-id', 'invalid-app-id'],
  ...['missing-timestamp', 'invalid-timestamp', 'illegal-timestamp'],
  ...['missing-app-cert-sn', 'app-cert-not-exist', 'alipay-cert-not-exist'],
  ...['missing-alipay-root-cert-sn', 'invalid-alipay-root-cert-sn'],
  ...['insufficient-isv-permissions', 'app-call-limited', 'method-call-limited'],
  ...['PAYER_BALANCE_NOT_ENOUGH', 'BALANCE_IS_NOT_ENOUGH', 'PRODUCT_NOT_SIGN'],
]);

/** Codes that speak of this transfer alone, which will be refused again. */
const refused = new Set([
  ...['INVALID_PARAMETER', 'PAYEE_NOT_EXIST', 'PAYEE_ACC_OCUPIED', 'PAYER_PAYEE_CANNOT_SAME'],
  ...['EXCEED_LIMIT_SM_AMOUNT', 'EXCEED_LIMIT_SM_MIN_AMOUNT', 'EXCEED_LIMIT_PERSONAL_SM_AMOUNT'],
]);

/**
 * What a believed answer to a transfer says. The status of HTTP is not signed, so only the body
 * counts. All other codes are doubtful, `SYSTEM_ERROR` as the documentation wants it: the transfer is
 * asked about before it is repeated. Of an error only the code is kept: its message may quote the
 * request, and with it who is paid.
 */
export function paySays(order: PayoutOrder, body: unknown): PayAnswer {
  const code = field(body, 'code');
  if (typeof code !== 'string') return orderSays(order, body, { name: 'amount', always: false });
  if (notTaken.has(code)) return { kind: 'not-taken', reason: code };
  if (code === 'PAYMENT_INFO_INCONSISTENCY') return { kind: 'conflict', reason: code };
  if (refused.has(code)) return { kind: 'refused', code, reason: 'Alipay refuses this transfer' };
  return { kind: 'doubtful', reason: code };
}

/**
 * What a believed answer to a query says. `ORDER_NOT_EXIST` is not failure: the transfer may be under
 * way.
 */
export function findSays(order: PayoutOrder, body: unknown): FindAnswer {
  const code = field(body, 'code');
  if (code === 'ORDER_NOT_EXIST') return { kind: 'not-found' };
  if (typeof code === 'string') return { kind: 'doubtful', reason: code };
  return orderSays(order, body, { name: 'trans_amount', always: true });
}

/** Whether the answer to a query names a receiver, which is then compared. */
export function namesReceiver(body: unknown): boolean {
  return receiverIds(body).some((id) => id !== undefined);
}

/** Whether the answer names another account than this one. Of a login it says nothing. */
export function isForAnother(body: unknown, { identityType, identity }: Payee): boolean {
  const [openId, userId] = receiverIds(body);
  const named = { ALIPAY_OPEN_ID: openId, ALIPAY_USER_ID: userId, ALIPAY_LOGON_ID: undefined };
  const given = named[identityType];
  return given !== undefined && given !== identity;
}

/** The amount in an answer: of a query always, once it is paid; of a transfer where it is given. */
interface AmountField {
  readonly name: 'amount' | 'trans_amount';
  readonly always: boolean;
}

function orderSays(order: PayoutOrder, body: unknown, amount: AmountField): Known | Doubtful {
  const [status, ref] = [field(body, 'status'), field(body, 'order_id')];
  if (typeof status !== 'string' || typeof ref !== 'string' || ref === '') {
    return { kind: 'doubtful', reason: 'the answer is not a transfer' };
  }
  if (field(body, 'out_biz_no') !== billNumber(order.key)) {
    return { kind: 'doubtful', reason: 'the answer is about another transfer' };
  }
  const given = amountIn(body, amount.name);
  if (given !== null && given !== order.minor) {
    return { kind: 'conflict', reason: `${ref} was ordered with another amount` };
  }
  if (status === 'SUCCESS' && given === null && amount.always) {
    return { kind: 'doubtful', reason: 'the answer has no amount' };
  }
  return stands(status, ref, body);
}

/** The four states that a transfer to an account may have; in two stages it is another product. */
function stands(status: string, ref: string, body: unknown): Known | Doubtful {
  if ((field(body, 'sub_status') ?? '') !== '') {
    return { kind: 'doubtful', reason: `${ref} is of several stages, which is not known` };
  }
  switch (status) {
    case 'SUCCESS':
      return { kind: 'paid', ref };
    case 'DEALING':
      return { kind: 'pending', ref };
    case 'REFUND':
      return { kind: 'returned', ref };
    case 'FAIL':
      return { kind: 'failed', reason: `${ref} ended as FAIL${because(body)}` };
    default:
      return { kind: 'doubtful', reason: `the state ${status} is not known` };
  }
}

/** Null when there is none. What cannot be read is no amount that was ordered: -1. */
function amountIn(body: unknown, name: string): number | null {
  const value = field(body, name) ?? '';
  if (value === '') return null;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return parseAmount(text, 2) ?? -1;
}

/** Open id and user id of who was paid, where they are given. */
function receiverIds(body: unknown): readonly (string | undefined)[] {
  return ['receiver_open_id', 'receiver_user_id'].map((name) => {
    const id = field(body, name);
    return typeof id === 'string' && id !== '' ? id : undefined;
  });
}

function because(body: unknown): string {
  const code = field(body, 'error_code');
  return typeof code === 'string' && code !== '' ? `: ${code}` : '';
}
