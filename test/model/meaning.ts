/**
 * What a campaign promises, in plain words and numbers: all that the model knows. The system under
 * test gets the same as terms and a risk policy (`terms-of.ts`).
 */
export interface Meaning {
  readonly startsAfterMs: number;
  /** After publishing; null never ends. */
  readonly endsAfterMs: number | null;
  readonly zone: Zone;
  readonly perPerson: number;
  /** Null: only the campaign's end ends a code. */
  readonly lifetimeMs: number | null;
  readonly extension: {
    readonly on: 'share-reported' | 'share-opened' | 'share-opened-by-new';
    readonly byMs: number;
    readonly upToMs: number;
  } | null;
  readonly resetsMax: number | null;
  readonly end:
    | { readonly action: 'expire' }
    | { readonly action: 'archive' }
    | { readonly action: 'convert'; readonly redeem: 'accepted' | 'refused' }
    | {
        readonly action: 'regenerate';
        readonly generationsMax: number;
        readonly onlyIfTouched: boolean;
        readonly forwardForMs: number;
      };
  readonly settleForMs: number;
  /** When codes may be redeemed, weekdays counted from Monday, 1; null: always. */
  readonly opening: {
    readonly weekdays: readonly number[];
    readonly fromMinute: number;
    readonly toMinute: number;
  } | null;
  readonly usesMax: number | null;
  readonly reserveForMs: number;
  readonly onRevoke: 'void' | 'keep';
  /** Whether a cancelled redemption keeps its use; absent: it does not. */
  readonly keepsUse?: boolean;
  readonly touch: 'first' | 'last';
  readonly windowMs: number;
  readonly existing: 'excluded' | 'included';
  readonly rewards: readonly Promised[];
  /** In minor units, by asset. */
  readonly budget: Readonly<Record<string, number>>;
  readonly risk: Risk;
}

/** A zone without daylight saving, so that the model can count days by an offset. */
export interface Zone {
  readonly name: 'Asia/Shanghai' | 'America/Phoenix' | 'UTC';
  readonly offsetMs: number;
}

export type Over = 'code' | 'lineage' | 'person' | 'campaign';

/** One promised reward. */
export interface Promised {
  readonly name: string;
  readonly kind: 'cash' | 'points' | 'coupon';
  readonly to: readonly ('inviter' | 'invitee')[];
  readonly milestones: readonly Want[];
  /** Whether each milestone counts only after the one before. */
  readonly inOrder?: boolean;
  readonly only:
    | { readonly channel: string }
    | { readonly purchaseAtLeast: number }
    | { readonly generation: number }
    | { readonly category: string; readonly isNot: boolean }
    | { readonly piecesAtLeast: number }
    | null;
  readonly amount: Amount;
  readonly over: Over;
  readonly timing: 'instant' | 'automatic' | 'weekly' | 'after-campaign';
  readonly holdMs: number;
  readonly weekday: number;
  readonly hour: number;
  readonly caps: readonly Cap[];
}

/** To be reached at all, or so often, of so much, so soon after redeeming. */
export type Want =
  | string
  | {
      readonly name: string;
      readonly times: number;
      /** Of a purchase its cost; of another milestone what was paid. In fen. */
      readonly atLeast: number | null;
      readonly withinMs: number | null;
    };

export type Amount =
  | { readonly each: number }
  | { readonly bands: readonly (readonly [from: number, minor: number])[] }
  | { readonly ladder: readonly (readonly [at: number, minor: number])[] }
  | {
      readonly every: number;
      readonly first: number;
      readonly keepPercent: number;
      readonly floor: number;
    }
  | OfPurchases;

/** By what invitees have paid: as this milestone reports it, in fen. */
export type OfPurchases = { readonly of: string } & (
  | { readonly sums: readonly (readonly [sum: number, minor: number])[] }
  | { readonly worth: readonly (readonly [from: number, minor: number])[] }
  | { readonly percent: number; readonly floor: number; readonly ceiling: number }
);

export interface Cap {
  readonly over: Over;
  readonly unit: 'amount' | 'count';
  readonly max: number;
  readonly sides: 'each' | 'both';
}

/** The rules of the risk policy, each with its id in the order in which they are listed. */
export interface Risk {
  /** `invitations`: more than so many a day ask for a check of the inviter. */
  readonly invitationsMax: number | null;
  /** `requests`: as many within an hour freeze the source. */
  readonly requests: {
    readonly max: number;
    readonly forMs: number;
    readonly upToMs: number;
  } | null;
  /** `poster`: what comes by this channel is looked at by a person. */
  readonly review: {
    readonly channel: string;
    readonly withinMs: number;
    readonly otherwise: 'approve' | 'refuse';
  } | null;
  /** `region`: refused. */
  readonly refusedRegion: string | null;
}

/** One that no campaign lists. */
export const unknownChannel = 'radio';
export const milestones = ['registered', 'verified', 'purchase'] as const;
/** What is told of a purchase, and of nothing else: a category, a number of pieces, and its cost. */
export const categories = ['book', 'toy'] as const;
export const piecesMax = 5;
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
/** A Monday, so that weekly batches are near. */
export const published = Date.UTC(2026, 0, 5, 2);
