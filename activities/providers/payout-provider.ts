import type { AssetAmount } from '../../domain/campaign/batch-terms.ts';
import type { SubjectId } from '../../domain/ids.ts';
import type { Asset, MinorUnits } from '../../domain/money.ts';

/** One payout as a provider is asked for it; every attempt of the same payout says the same. */
export interface PayoutOrder {
  readonly key: string;
  readonly beneficiary: SubjectId;
  readonly asset: Asset;
  readonly minor: MinorUnits;
}

/**
 * Who pays cash. Every provider must pay at most once for a key and must be able to say what became
 * of a key. Neither function throws for what the network or the provider does.
 */
export interface PayoutProvider {
  pay(order: PayoutOrder): Promise<PayAnswer>;
  find(order: PayoutOrder): Promise<FindAnswer>;
  /** What one payout may be of at most; an asset that is not listed has no bound. */
  readonly mostAtOnce?: readonly AssetAmount[];
  /** Not there for a provider that tells no more than what became of a key. */
  statement?(page: StatementPage): Promise<StatementAnswer>;
}

/** Which part of a statement is wanted. */
export interface StatementPage {
  /** Only what was accepted at this instant or later, in epoch milliseconds. */
  readonly sinceMs: number;
  /** The `next` of the page before; null for the first. */
  readonly cursor: string | null;
}

/** A payout as a provider's statement has it. Two lines of one key are two payouts. */
export interface StatementLine {
  readonly key: string;
  readonly ref: string;
  readonly state: 'paid' | 'pending' | 'returned';
  readonly beneficiary: string;
  readonly asset: string;
  readonly minor: number;
  /** When the provider took it on, in epoch milliseconds by its clock. */
  readonly acceptedAt: number;
}

/** One page, and where the next one begins: null at the end. */
export type StatementAnswer =
  | {
      readonly kind: 'page';
      readonly lines: readonly StatementLine[];
      readonly next: string | null;
    }
  | Doubtful;

/** What the provider certainly knows of the key. */
export type Known =
  | { readonly kind: 'paid'; readonly ref: string }
  /** Taken on, and not paid yet. */
  | { readonly kind: 'pending'; readonly ref: string }
  /** It was paid, and the money has come back: nobody collected it, or it was refunded. */
  | { readonly kind: 'returned'; readonly ref: string }
  /** The key has ended unpaid there: nothing was paid under it, and nothing ever will be. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** The key stands for another payout there: somebody has to look into it. */
  | { readonly kind: 'conflict'; readonly reason: string };

/** Nothing follows about whether it is paid. */
export interface Doubtful {
  readonly kind: 'doubtful';
  readonly reason: string;
}

export type PayAnswer =
  | Known
  | Doubtful
  /** This request paid nothing, and none like it will. */
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }
  /** This request paid nothing because nobody took it in; a later one may be taken. */
  | { readonly kind: 'not-taken'; readonly reason: string };

/** `not-found` says nothing about an earlier request that may still be on its way. */
export type FindAnswer = Known | Doubtful | { readonly kind: 'not-found' };
