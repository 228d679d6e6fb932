import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import type { Answer } from './answer.ts';
import { keyReused, refusal } from './answer.ts';
import type { Callback } from './callbacks.ts';
import type { Twist } from './stage.ts';

/** What the provider is asked to pay. */
export interface PayoutRequest {
  readonly key: string;
  readonly beneficiary: string;
  readonly asset: string;
  readonly amountMinor: number;
  readonly memo?: string;
}

/** Where a payout stands: `pending` becomes `paid`, and what was paid may come back. */
export type PayoutState = 'paid' | 'pending' | 'returned';

/** In which state a payout may begin. */
export type NewState = Exclude<PayoutState, 'returned'>;

/** What the provider says about a payout. */
export interface Payout {
  readonly payoutId: string;
  readonly key: string;
  readonly state: PayoutState;
  readonly amountMinor: number;
  readonly asset: string;
  readonly beneficiary: string;
  readonly paidAt: string | null;
}

/** A line of the statement. */
export interface StatementLine extends Payout {
  readonly acceptedAt: string;
}

/** The least and the most one payout may be, where the provider has such bounds. */
export interface AmountBounds {
  readonly amountMinorMin?: number;
  readonly amountMinorMax?: number;
}

/** What the journal keeps of payouts. */
export type PayoutLine =
  | {
      readonly kind: 'payout';
      readonly request: PayoutRequest;
      readonly answer: Payout;
      readonly acceptedAt: string;
      readonly forgotten: boolean;
    }
  | { readonly kind: 'payout-settled'; readonly payoutId: string; readonly paidAt: string }
  | { readonly kind: 'payout-returned'; readonly payoutId: string }
  | { readonly kind: 'keys-expired' };

interface PayoutRecord {
  readonly request: PayoutRequest;
  /** What was answered first, and is answered to the same key for ever. */
  readonly answer: Payout;
  readonly acceptedAt: string;
  readonly forgotten: boolean;
  /** How the payout stands now. */
  payout: Payout;
  /** Whether its key may be used again, as if for the first time. */
  expired: boolean;
}

/** The most lines a page of the statement has. */
export const STATEMENT_LINES_MAX = 10_000;

/** Everything the provider really paid, in the order in which it accepted it. */
export class PayoutBook {
  readonly #append: (line: PayoutLine) => void;
  readonly #bounds: AmountBounds;
  readonly #tell: (callback: Callback) => void;
  readonly #records = new Map<string, PayoutRecord>();
  readonly #byKey = new Map<string, PayoutRecord[]>();
  #stateOfNew: NewState = 'paid';

  constructor(
    bounds: AmountBounds,
    append: (line: PayoutLine) => void,
    tell: (callback: Callback) => void = () => undefined,
  ) {
    this.#bounds = bounds;
    this.#append = append;
    this.#tell = tell;
  }

  /** 201 for a new payout, 200 with the first answer for a known key, 422 for a refusal. */
  pay(request: PayoutRequest, twist?: Twist): Answer {
    const known = this.#byKey.get(request.key)?.find(({ expired }) => !expired);
    if (known !== undefined && twist !== 'ignore-key') {
      if (!isDeepStrictEqual(known.request, request)) return keyReused(request.key);
      return { status: 200, body: known.answer };
    }
    const { amountMinorMin = 1, amountMinorMax = Number.MAX_SAFE_INTEGER } = this.#bounds;
    if (request.amountMinor < amountMinorMin || request.amountMinor > amountMinorMax) {
      const range = `${String(amountMinorMin)} to ${String(amountMinorMax)}`;
      return refusal(422, 'AMOUNT_OUT_OF_RANGE', `amountMinor must be ${range}`);
    }
    return { status: 201, body: this.#book(request, twist === 'forget') };
  }

  /** The payout of a key as it stands now; `undefined` says not found, which is not failure. */
  find(key: string): Payout | undefined {
    return this.#byKey.get(key)?.find(({ expired, forgotten }) => !expired && !forgotten)?.payout;
  }

  /** One page of what was accepted at or after `since`, from the place that `next` named. */
  statement(page: { readonly since?: string; readonly cursor: number; readonly limit: number }): {
    payouts: StatementLine[];
    next: string | null;
  } {
    const since = page.since === undefined ? '' : new Date(page.since).toISOString();
    const payouts: StatementLine[] = [];
    let position = page.cursor;
    for (const record of [...this.#records.values()].slice(page.cursor)) {
      if (payouts.length === page.limit) break;
      position += 1;
      if (record.forgotten || record.acceptedAt < since) continue;
      payouts.push({ ...record.payout, acceptedAt: record.acceptedAt });
    }
    return { payouts, next: position < this.#records.size ? String(position) : null };
  }

  /** What was really paid, whatever queries and statements show. */
  paid(): { payouts: StatementLine[]; countByKey: Record<string, number>; totalMinor: number } {
    const records = [...this.#records.values()];
    return {
      payouts: records.map(({ payout, acceptedAt }) => ({ ...payout, acceptedAt })),
      countByKey: Object.fromEntries([...this.#byKey].map(([key, { length }]) => [key, length])),
      totalMinor: records.reduce((total, { payout }) => total + payout.amountMinor, 0),
    };
  }

  /** The state in which payouts begin from now on. */
  beginAs(state: NewState): void {
    this.#stateOfNew = state;
  }

  /** Turns all pending payouts into paid ones and says how many. */
  settle(): number {
    const records = [...this.#records.values()];
    const pending = records.filter(({ payout }) => payout.state === 'pending');
    const paidAt = new Date().toISOString();
    for (const { payout } of pending) {
      const line = { kind: 'payout-settled', payoutId: payout.payoutId, paidAt } as const;
      this.#append(line);
      this.restore(line);
      this.#tell({ type: 'payout.paid', key: payout.key });
    }
    return pending.length;
  }

  /** What was paid for a key comes back, as when nobody collects it. Says how many payouts it was. */
  giveBack(key: string): number {
    const paid = (this.#byKey.get(key) ?? []).filter(({ payout }) => payout.state === 'paid');
    for (const { payout } of paid) {
      const line = { kind: 'payout-returned', payoutId: payout.payoutId } as const;
      this.#append(line);
      this.restore(line);
      this.#tell({ type: 'payout.returned', key });
    }
    return paid.length;
  }

  /** Forgets which keys were used, as providers do after a day: only the statement shows them. */
  expireKeys(): number {
    const line = { kind: 'keys-expired' } as const;
    this.#append(line);
    this.restore(line);
    return this.#records.size;
  }

  /** Takes in one line of the journal. */
  restore(line: PayoutLine): void {
    switch (line.kind) {
      case 'payout': {
        const { request, answer, acceptedAt, forgotten } = line;
        const record = {
          ...{ request, answer, acceptedAt, forgotten },
          ...{ payout: answer, expired: false },
        };
        this.#records.set(answer.payoutId, record);
        this.#byKey.set(request.key, [...(this.#byKey.get(request.key) ?? []), record]);
        return;
      }
      case 'payout-settled': {
        const record = this.#known(line.payoutId);
        record.payout = { ...record.payout, state: 'paid', paidAt: line.paidAt };
        return;
      }
      case 'payout-returned': {
        const record = this.#known(line.payoutId);
        record.payout = { ...record.payout, state: 'returned' };
        return;
      }
      case 'keys-expired':
        for (const record of this.#records.values()) record.expired = true;
    }
  }

  #known(payoutId: string): PayoutRecord {
    const record = this.#records.get(payoutId);
    if (record === undefined) throw new Error(`no payout ${payoutId} in the journal`);
    return record;
  }

  clear(): void {
    this.#records.clear();
    this.#byKey.clear();
    this.#stateOfNew = 'paid';
  }

  #book(request: PayoutRequest, forgotten: boolean): Payout {
    const acceptedAt = new Date().toISOString();
    const answer: Payout = {
      payoutId: `po_${randomUUID()}`,
      key: request.key,
      state: this.#stateOfNew,
      amountMinor: request.amountMinor,
      asset: request.asset,
      beneficiary: request.beneficiary,
      paidAt: this.#stateOfNew === 'paid' ? acceptedAt : null,
    };
    const line = { kind: 'payout', request, answer, acceptedAt, forgotten } as const;
    this.#append(line);
    this.restore(line);
    if (answer.state === 'paid') this.#tell({ type: 'payout.paid', key: answer.key });
    return answer;
  }
}
