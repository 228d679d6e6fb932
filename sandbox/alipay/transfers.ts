import { randomInt } from 'node:crypto';

import { platformError, type PlatformAnswer } from '../platform-fault.ts';

/** The states of a transfer, in Alipay's words. */
export type TransferStatus = 'SUCCESS' | 'FAIL' | 'DEALING' | 'REFUND';

/** What Alipay keeps of a transfer. */
export interface Transfer {
  readonly outBizNo: string;
  readonly orderId: string;
  readonly payee: {
    readonly identity: string;
    readonly identityType: string;
    readonly name: string | null;
  };
  amount: string;
  /** All that was asked for, by which a repetition is known as one. */
  readonly asked: string;
  readonly madeAt: string;
  status: TransferStatus;
  failReason: string | null;
}

interface Asked {
  readonly out_biz_no: string;
  readonly trans_amount: string;
  readonly payee_info: {
    readonly identity: string;
    readonly identity_type: string;
    readonly name?: string;
  };
}

/** All transfers by the merchant's number. */
export class TransferBook {
  readonly transfers = new Map<string, Transfer>();
  /** How many were made, repetitions under an ignored number included. */
  made = 0;
  /** In which state transfers begin. */
  statusOfNew: TransferStatus = 'SUCCESS';
  /** Makes another transfer for a number that is there already. */
  ignoresNumbers = false;
  /** Queries find nothing. */
  forgets = false;
  /** Whether queries tell who was paid. */
  namesReceiver = true;
  /** Accounts that do not exist. */
  readonly noAccounts = new Set<string>();

  /** Takes a transfer; the same one again answers how it stands. */
  transfer(body: string): PlatformAnswer {
    const asked = JSON.parse(body) as unknown;
    const problem = problemOf(asked);
    if (problem !== null) return platformError(400, 'INVALID_PARAMETER', problem);
    const wanted = asked as Asked;
    if (this.noAccounts.has(wanted.payee_info.identity)) {
      return platformError(400, 'PAYEE_NOT_EXIST', 'no such account');
    }
    const known = this.transfers.get(wanted.out_biz_no);
    if (known === undefined || this.ignoresNumbers) return this.#made(this.#make(wanted, body));
    if (known.asked === body) return this.#made(known);
    return platformError(400, 'PAYMENT_INFO_INCONSISTENCY', 'the number has other facts');
  }

  /** How a transfer stands. */
  query(query: URLSearchParams): PlatformAnswer {
    const isOfProduct =
      query.get('product_code') === 'TRANS_ACCOUNT_NO_PWD' &&
      query.get('biz_scene') === 'DIRECT_TRANSFER';
    if (!isOfProduct) return platformError(400, 'INVALID_PARAMETER', 'product_code, biz_scene');
    const transfer = this.transfers.get(query.get('out_biz_no') ?? '');
    if (transfer === undefined || this.forgets) {
      return platformError(400, 'ORDER_NOT_EXIST', 'the transfer does not exist');
    }
    return { status: 200, body: this.described(transfer) };
  }

  /** A transfer as queries and notifications show it: the amount only when it is paid. */
  described(transfer: Transfer): object {
    const { status, failReason, payee, amount } = transfer;
    const receiver = {
      ALIPAY_OPEN_ID: { receiver_open_id: payee.identity },
      ALIPAY_USER_ID: { receiver_user_id: payee.identity },
    }[payee.identityType];
    return {
      out_biz_no: transfer.outBizNo,
      order_id: transfer.orderId,
      status,
      ...(status === 'SUCCESS' ? { trans_amount: amount, pay_date: transfer.madeAt } : {}),
      ...(failReason === null ? {} : { error_code: failReason, fail_reason: failReason }),
      ...(this.namesReceiver ? receiver : {}),
    };
  }

  #make(wanted: Asked, asked: string): Transfer {
    const { identity, identity_type: identityType, name = null } = wanted.payee_info;
    const transfer: Transfer = {
      outBizNo: wanted.out_biz_no,
      orderId: `2026110100021500${String(randomInt(1e9, 1e10))}`,
      payee: { identity, identityType, name },
      amount: wanted.trans_amount,
      asked,
      madeAt: new Date().toISOString().slice(0, 19).replace('T', ' '),
      status: this.statusOfNew,
      failReason: null,
    };
    this.made += 1;
    this.transfers.set(transfer.outBizNo, transfer);
    return transfer;
  }

  #made({ outBizNo, orderId, status, madeAt }: Transfer): PlatformAnswer {
    const body = { out_biz_no: outBizNo, order_id: orderId, status, trans_date: madeAt };
    return { status: 200, body };
  }
}

function problemOf(asked: unknown): string | null {
  if (typeof asked !== 'object' || asked === null) return 'no JSON';
  const given = asked as Readonly<Record<string, unknown>>;
  const payee = (given['payee_info'] ?? {}) as Readonly<Record<string, unknown>>;
  const rules: readonly (readonly [string, boolean])[] = [
    ['out_biz_no', matches(given['out_biz_no'], /^[A-Za-z0-9_-]{1,64}$/)],
    ['trans_amount', isAmount(given['trans_amount'])],
    ['product_code', given['product_code'] === 'TRANS_ACCOUNT_NO_PWD'],
    ['biz_scene', given['biz_scene'] === 'DIRECT_TRANSFER'],
    ['order_title', matches(given['order_title'], /^.{1,128}$/u)],
    ['identity', matches(payee['identity'], /^.{1,128}$/)],
    ['identity_type', matches(payee['identity_type'], /^ALIPAY_(OPEN_ID|USER_ID|LOGON_ID)$/)],
    ['name', payee['identity_type'] !== 'ALIPAY_LOGON_ID' || matches(payee['name'], /^.+$/u)],
  ];
  return rules.find(([, holds]) => !holds)?.[0] ?? null;
}

function matches(value: unknown, form: RegExp): boolean {
  return typeof value === 'string' && form.test(value);
}

/** Yuan with two places, 0.1 at least. */
function isAmount(value: unknown): boolean {
  return matches(value, /^\d{1,9}\.\d{2}$/) && Number(value) >= 0.1;
}
