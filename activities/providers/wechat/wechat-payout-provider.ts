import { minorUnits, type Asset } from '../../../domain/money.ts';
import { parsed, type SignedAnswer } from '../http-exchange.ts';
import { field } from '../answer-body.ts';
import { billNumber } from '../bill-number.ts';
import type { FindAnswer, PayAnswer, PayoutOrder, PayoutProvider } from '../payout-provider.ts';
import { disbeliefOf } from './authenticity.ts';
import { findSays, paySays } from './answers.ts';
import { billOf, billsPath } from './bill.ts';
import { sendSigned, type WechatRequest } from './connection.ts';
import type { PlatformKey } from './platform-keys.ts';
import type { RecipientAnswer, Recipients } from './recipients.ts';
import { encryptField } from './sealed.ts';
import { amountFenMin, nameFromFen, type WechatPay } from './settings.ts';

const cny = 'CNY/2' as Asset;
const handedMax = 10_000;

/** What the provider is made from, and which confirmations this process has handed over. */
interface Parts {
  readonly wechat: WechatPay;
  readonly recipients: Recipients;
  readonly handed: Set<string>;
}

/**
 * WeChat Pay's transfers to users (商家转账, APIv3). One payout is one bill, under one number for ever.
 * Only what is signed by the platform is believed. Written from the public documentation.
 */
export function createWechatPayoutProvider(
  wechat: WechatPay,
  recipients: Recipients,
): PayoutProvider {
  const parts = { wechat, recipients, handed: new Set<string>() };
  return {
    pay: (order) => pay(parts, order),
    find: (order) => find(parts, order),
    mostAtOnce: [{ asset: cny, minor: minorUnits(wechat.terms.amountFenMax) }],
  };
}

async function pay(parts: Parts, order: PayoutOrder): Promise<PayAnswer> {
  const { wechat } = parts;
  const unpayable = outOfBounds(wechat, order);
  if (unpayable !== null) return unpayable;
  // Before sending: an answer that cannot be verified would leave the payout in doubt.
  const key = await wechat.keys.current();
  if (key === null) return { kind: 'not-taken', reason: 'no key of the platform can be had' };
  const recipient = await recipientOf(parts.recipients, order);
  if (recipient.kind !== 'found') return recipient;
  const { openid, name } = recipient;
  const encryptedName = name === null ? null : encryptField(key.key, name);
  const bill = billOf(wechat.terms, order, { openid, encryptedName });
  const answer = await ask(wechat, key, {
    method: 'POST',
    target: billsPath,
    body: JSON.stringify(bill),
  });
  if (answer.kind === 'unreached') return { kind: 'not-taken', reason: answer.reason };
  if (answer.kind === 'doubtful') return answer;
  const says = paySays(order, answer.body);
  if (says.kind === 'pending') await handOver(parts, order, answer.body);
  return says;
}

/** Who is paid; with a name exactly when the amount wants one, so that attempts do not differ. */
async function recipientOf(
  recipients: Recipients,
  order: PayoutOrder,
): Promise<
  | Extract<RecipientAnswer, { kind: 'found' }>
  | Extract<PayAnswer, { kind: 'refused' | 'not-taken' }>
> {
  const nameNeeded = order.minor >= nameFromFen;
  const found = await recipients.find(order.beneficiary, nameNeeded);
  if (found.kind === 'unreached') {
    return { kind: 'not-taken', reason: `recipients: ${found.reason}` };
  }
  if (found.kind === 'found' && !nameNeeded) return { ...found, name: null };
  if (found.kind === 'found' && found.name !== null) return found;
  const reason = nameNeeded ? 'no openid with a name is known' : 'no openid is known';
  return { kind: 'refused', code: 'RECIPIENT_UNKNOWN', reason };
}

async function find(parts: Parts, order: PayoutOrder): Promise<FindAnswer> {
  const { wechat, handed } = parts;
  const number = billNumber(order.key);
  const key = await wechat.keys.current();
  if (key === null) return { kind: 'doubtful', reason: 'no key of the platform can be had' };
  const target = `${billsPath}/out-bill-no/${number}`;
  const answer = await ask(wechat, key, { method: 'GET', target, body: '' });
  if (answer.kind !== 'believed') return { kind: 'doubtful', reason: answer.reason };
  const says = findSays(order, answer.body, wechat.connection.merchant.mchid);
  const waits = says.kind === 'pending' && field(answer.body, 'state') === 'WAIT_USER_CONFIRM';
  // A query does not tell what the receiver confirms with; the same bill once more does. It is there
  // already, so that nothing new can come of it.
  if (waits && !handed.has(number)) await pay(parts, order);
  return says;
}

/** What is known to be refused before anything is sent. */
function outOfBounds(
  { terms }: WechatPay,
  { asset, minor }: PayoutOrder,
): Extract<PayAnswer, { kind: 'refused' }> | null {
  if (asset !== cny) {
    return {
      kind: 'refused',
      code: 'ASSET_NOT_PAID',
      reason: `${asset} is not paid by WeChat Pay`,
    };
  }
  if (minor >= amountFenMin && minor <= terms.amountFenMax) return null;
  const range = `${String(amountFenMin)} to ${String(terms.amountFenMax)} fen`;
  return { kind: 'refused', code: 'AMOUNT_OUT_OF_RANGE', reason: `a transfer is of ${range}` };
}

/** Gives the operator what the receiver confirms with. When it fails, `find` tries again. */
async function handOver(parts: Parts, order: PayoutOrder, body: unknown): Promise<void> {
  const packageInfo = field(body, 'package_info');
  if (typeof packageInfo !== 'string' || packageInfo === '') return;
  const { key, beneficiary } = order;
  const number = billNumber(key);
  const confirmation = { key, beneficiary, billNumber: number, packageInfo };
  if (!(await parts.recipients.handOver(confirmation))) return;
  const [oldest] = parts.handed;
  if (parts.handed.size >= handedMax && oldest !== undefined) parts.handed.delete(oldest);
  parts.handed.add(number);
}

/** Sends a request, and believes the answer when the platform signed it. */
async function ask(
  { connection, keys }: WechatPay,
  key: PlatformKey,
  request: Omit<WechatRequest, 'platformSerial'>,
): Promise<SignedAnswer> {
  const answer = await sendSigned(connection, { ...request, platformSerial: key.serial });
  if (answer.kind !== 'answered') return answer;
  const no = await disbeliefOf((serial) => keys.find(serial), answer, Date.now());
  if (no !== null) return { kind: 'doubtful', reason: no };
  return parsed(answer.status, answer.payload);
}
