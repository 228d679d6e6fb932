import { constants, privateDecrypt, randomBytes } from 'node:crypto';

import { platformError, type PlatformAnswer } from '../platform-fault.ts';
import type { PlatformIdentity } from './platform.ts';

/** The states of a bill, in the platform's words. */
export type BillState =
  | 'ACCEPTED'
  | 'PROCESSING'
  | 'WAIT_USER_CONFIRM'
  | 'TRANSFERING'
  | 'SUCCESS'
  | 'FAIL'
  | 'CANCELING'
  | 'CANCELLED';

/** What the platform keeps of a transfer. */
export interface Bill {
  readonly outBillNo: string;
  readonly transferBillNo: string;
  readonly openid: string;
  readonly amountFen: number;
  readonly name: string | null;
  readonly createdAt: string;
  state: BillState;
  failReason: string | null;
}

interface Transfer {
  readonly out_bill_no: string;
  readonly openid: string;
  readonly transfer_amount: number;
  readonly user_name?: string;
}

const fenMin = 10;
const nameFromFen = 200_000;

/** All bills by the merchant's number. */
export class BillBook {
  readonly bills = new Map<string, Bill>();
  /** In which state bills begin. */
  stateOfNew: BillState = 'SUCCESS';
  readonly #mchid: string;
  readonly #appid: string;

  constructor(mchid: string, appid: string) {
    this.#mchid = mchid;
    this.#appid = appid;
  }

  /** Takes a transfer; the same one again answers how the bill stands. */
  transfer(body: unknown, identity: PlatformIdentity | undefined): PlatformAnswer {
    const problem = problemOf(body, this.#appid);
    if (problem !== null) return platformError(400, 'PARAM_ERROR', problem);
    const wanted = body as Transfer;
    const name = decrypted(wanted.user_name, identity);
    if (name === undefined) return platformError(400, 'PARAM_ERROR', 'user_name: no plain text');
    if (name === null && wanted.transfer_amount >= nameFromFen) {
      return platformError(400, 'PARAM_ERROR', 'user_name is required');
    }
    const known = this.bills.get(wanted.out_bill_no);
    if (known === undefined) return this.#created(this.#open(wanted, name));
    const same =
      known.amountFen === wanted.transfer_amount &&
      known.openid === wanted.openid &&
      known.name === name;
    if (!same) return platformError(400, 'ALREADY_EXISTS', 'the number exists with other facts');
    return this.#created(known);
  }

  /** How a bill stands. */
  query(number: string): PlatformAnswer {
    const bill = this.bills.get(number);
    if (bill === undefined) return platformError(404, 'NOT_FOUND', 'the record does not exist');
    return { status: 200, body: this.described(bill) };
  }

  /** A bill as queries and notifications show it. */
  described(bill: Bill): object {
    return {
      mch_id: this.#mchid,
      out_bill_no: bill.outBillNo,
      transfer_bill_no: bill.transferBillNo,
      appid: this.#appid,
      state: bill.state,
      transfer_amount: bill.amountFen,
      openid: bill.openid,
      create_time: bill.createdAt,
      update_time: new Date().toISOString(),
      ...(bill.failReason === null ? {} : { fail_reason: bill.failReason }),
    };
  }

  #open(wanted: Transfer, name: string | null): Bill {
    const bill: Bill = {
      outBillNo: wanted.out_bill_no,
      transferBillNo: `1330000${randomBytes(12).toString('hex')}`,
      openid: wanted.openid,
      amountFen: wanted.transfer_amount,
      name,
      createdAt: new Date().toISOString(),
      state: this.stateOfNew,
      failReason: null,
    };
    this.bills.set(bill.outBillNo, bill);
    return bill;
  }

  #created(bill: Bill): PlatformAnswer {
    const body = {
      out_bill_no: bill.outBillNo,
      transfer_bill_no: bill.transferBillNo,
      create_time: bill.createdAt,
      state: bill.state,
      ...(bill.failReason === null ? {} : { fail_reason: bill.failReason }),
      ...(bill.state === 'WAIT_USER_CONFIRM' ? { package_info: `pkg-${bill.outBillNo}` } : {}),
    };
    return { status: 200, body };
  }
}

function problemOf(body: unknown, appid: string): string | null {
  if (typeof body !== 'object' || body === null) return 'no JSON';
  const given = body as Readonly<Record<string, unknown>>;
  const reports = given['transfer_scene_report_infos'];
  const rules: readonly (readonly [string, boolean])[] = [
    ['appid', given['appid'] === appid],
    ['out_bill_no', matches(given['out_bill_no'], /^[A-Za-z0-9]{1,32}$/)],
    ['openid', matches(given['openid'], /^[A-Za-z0-9_-]{1,64}$/)],
    ['transfer_scene_id', matches(given['transfer_scene_id'], /^\d{1,36}$/)],
    ['transfer_remark', matches(given['transfer_remark'], /^.{1,32}$/u)],
    ['transfer_scene_report_infos', Array.isArray(reports) && reports.length > 0],
    ['transfer_amount', isAmount(given['transfer_amount'])],
  ];
  return rules.find(([, holds]) => !holds)?.[0] ?? null;
}

function matches(value: unknown, form: RegExp): boolean {
  return typeof value === 'string' && form.test(value);
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= fenMin;
}

/** Null: no name was sent. Undefined: one that this identity cannot read. */
function decrypted(
  text: string | undefined,
  identity: PlatformIdentity | undefined,
): string | null | undefined {
  if (text === undefined) return null;
  if (identity === undefined) return undefined;
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  try {
    const key = { key: identity.privateKey, padding, oaepHash: 'sha1' };
    return privateDecrypt(key, Buffer.from(text, 'base64')).toString('utf8');
  } catch {
    return undefined;
  }
}
