import { minorUnits } from '../../../domain/money.ts';
import { parsed, type SignedAnswer } from '../http-exchange.ts';
import type { FindAnswer, PayAnswer, PayoutOrder, PayoutProvider } from '../payout-provider.ts';
import { findSays, isForAnother, namesReceiver, paySays } from './answers.ts';
import { disbeliefOf, isInForce } from './authenticity.ts';
import { sendSigned, type AlipayRequest } from './connection.ts';
import type { Recipients } from './recipients.ts';
import { amountFenMin, type Alipay } from './settings.ts';
import { cny, queryOf, transferOf, transferPath } from './transfer.ts';

/**
 * Alipay's transfers to single accounts (单笔转账, `alipay.fund.trans.uni.transfer`, protocol v3). One
 * payout is one transfer, under one number for ever. Only what Alipay signed is believed. Written from
 * the public documentation.
 */
export function createAlipayPayoutProvider(alipay: Alipay, recipients: Recipients): PayoutProvider {
  return {
    pay: (order) => pay(alipay, recipients, order),
    find: (order) => find(alipay, recipients, order),
    mostAtOnce: [{ asset: cny, minor: minorUnits(alipay.terms.amountFenMax) }],
  };
}

async function pay(alipay: Alipay, recipients: Recipients, order: PayoutOrder): Promise<PayAnswer> {
  const unpayable = outOfBounds(alipay, order);
  if (unpayable !== null) return unpayable;
  // An answer that cannot be verified would leave the payout in doubt.
  if (!isInForce(alipay.certificate, Date.now())) {
    return { kind: 'not-taken', reason: 'the certificate of Alipay is out of date' };
  }
  const found = await recipients.find(order.beneficiary);
  if (found.kind === 'unreached') {
    return { kind: 'not-taken', reason: `recipients: ${found.reason}` };
  }
  if (found.kind === 'unknown') {
    return { kind: 'refused', code: 'RECIPIENT_UNKNOWN', reason: 'no account is known' };
  }
  const body = JSON.stringify(transferOf(alipay.terms, order, found.payee));
  const answer = await ask(alipay, { method: 'POST', target: transferPath, body });
  if (answer.kind === 'unreached') return { kind: 'not-taken', reason: answer.reason };
  return answer.kind === 'doubtful' ? answer : paySays(order, answer.body);
}

async function find(
  alipay: Alipay,
  recipients: Recipients,
  order: PayoutOrder,
): Promise<FindAnswer> {
  const answer = await ask(alipay, { method: 'GET', target: queryOf(order.key), body: '' });
  if (answer.kind !== 'believed') return { kind: 'doubtful', reason: answer.reason };
  const says = findSays(order, answer.body);
  if (says.kind !== 'paid' || !namesReceiver(answer.body)) return says;
  const found = await recipients.find(order.beneficiary);
  if (found.kind === 'unreached') {
    return { kind: 'doubtful', reason: `recipients: ${found.reason}` };
  }
  if (found.kind === 'unknown' || !isForAnother(answer.body, found.payee)) return says;
  return { kind: 'conflict', reason: `${says.ref} was paid to another account` };
}

/** What is known to be refused before anything is sent. */
function outOfBounds(
  { terms }: Alipay,
  { asset, minor }: PayoutOrder,
): Extract<PayAnswer, { kind: 'refused' }> | null {
  if (asset !== cny) {
    return { kind: 'refused', code: 'ASSET_NOT_PAID', reason: `${asset} is not paid by Alipay` };
  }
  if (minor >= amountFenMin && minor <= terms.amountFenMax) return null;
  const range = `${String(amountFenMin)} to ${String(terms.amountFenMax)} fen`;
  return { kind: 'refused', code: 'AMOUNT_OUT_OF_RANGE', reason: `a transfer is of ${range}` };
}

/** Sends a request, and believes the answer when Alipay signed it. */
async function ask(
  { connection, certificate }: Alipay,
  request: AlipayRequest,
): Promise<SignedAnswer> {
  const answer = await sendSigned(connection, request);
  if (answer.kind !== 'answered') return answer;
  const no = disbeliefOf(certificate, answer, Date.now());
  if (no !== null) return { kind: 'doubtful', reason: no };
  return parsed(answer.status, answer.payload);
}
