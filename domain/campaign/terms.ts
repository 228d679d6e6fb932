import type { CampaignId, Digest } from '../ids.ts';
import type { Asset, MinorUnits } from '../money.ts';
import type { Condition } from '../policy/condition.ts';
import type { Duration, Instant } from '../time.ts';
import type { AlarmTerms } from './alarms.ts';
import type { AwardTerms } from './award-terms.ts';
import type { AssetAmount, BatchTerms } from './batch-terms.ts';
import type { PlanTerms } from './plan-terms.ts';
import type { ReviewTerms } from './review-terms.ts';
import type { ScenarioTerms } from './scenario.ts';
import type { OpeningHours } from './opening-hours.ts';
import type { Schedule, Scope } from './schedule.ts';
import type { Properties, WantedMilestone } from './milestones.ts';
import type { PointsExpiry, PointsTerms } from './points.ts';
import type { TrackingTerms } from './tracking.ts';

export type {
  PercentSchedule,
  PurchaseBands,
  PurchaseLadder,
  PurchaseSource,
  PurchaseStep,
  RandomSchedule,
  Schedule,
  Scope,
  Step,
} from './schedule.ts';

/**
 * A campaign in normal form: what `compile` makes of the author's YAML, what a digest names, and
 * what is pinned into every code. Defaults are already filled in; only what came into the language
 * after terms were published is optional, so that these keep their digest.
 */
export interface Terms {
  readonly campaign: CampaignId;
  readonly title: string;
  readonly owner: string;
  readonly platform: 'wechat' | 'alipay' | 'douyin' | 'generic';
  /** What codes are used for; absent: nothing beyond redeeming. */
  readonly scenario?: ScenarioTerms;
  readonly purpose: 'register' | 'activate' | 'repurchase';
  readonly period: PeriodTerms;
  readonly code: CodeTerms;
  readonly validity: ValidityTerms;
  readonly redemption: RedemptionTerms;
  readonly attribution: AttributionTerms;
  /** What it belongs to together with other campaigns; absent: nothing. */
  readonly programme?: string;
  /** Campaigns of one group exclude each other; absent: none. */
  readonly exclusion?: ExclusionTerms;
  /** What a service may report of an invitee; `redeemed` is reached by redeeming and not listed. */
  readonly milestones: readonly string[];
  /** The milestones that passing a check reaches, by check; absent where none does. */
  readonly checks?: Readonly<Record<string, string>>;
  /** What reports of a milestone may carry; absent where no milestone has any. */
  readonly properties?: Properties;
  readonly rewards: readonly RewardTerms[];
  /** Limits that several rewards share; absent: none. */
  readonly limits?: readonly SharedLimitTerms[];
  /** What the campaign may spend, by asset. Every asset that a reward uses is listed. */
  readonly budget: readonly AssetAmount[];
  /** When operations are told of budgets; absent: as usual. */
  readonly alarms?: AlarmTerms;
  /** What its payout batches may come to; absent: anything, and nobody is asked. */
  readonly payouts?: BatchTerms;
  /** Which awards wait for a second person; absent: all, for two days. */
  readonly awards?: AwardTerms;
  /** How its points are spent; absent: without a cap. */
  readonly points?: PointsTerms;
  /** What it is planned to come to; absent: nothing is. */
  readonly plan?: PlanTerms;
  readonly risk: { readonly policy: string };
  readonly distribution: DistributionTerms;
  /** Texts that people will see, by name. */
  readonly wording: Readonly<Record<string, string>>;
  readonly tracking: TrackingTerms;
  readonly reports?: readonly ReportTerms[];
  /** Which variant of the campaign these are the terms of; left out in the campaign's own. */
  readonly variant?: string;
  /** What people may get in place of these terms; left out where there is nothing. */
  readonly variants?: readonly VariantTerms[];
}

export interface ReportTerms {
  readonly every: 'day' | 'week' | 'month' | 'quarter';
  readonly to: readonly string[];
}

/** A variant of a campaign, which has complete terms of its own: the version of that digest. */
export interface VariantTerms {
  readonly id: string;
  readonly weight: number;
  /** Only for people of this segment; null is for those whose segment has no variants. */
  readonly segment: string | null;
  readonly digest: Digest;
}

/** How many levels of inviters are paid for one invitee, and who answers for more than one. */
export interface DistributionTerms {
  readonly levels: number;
  readonly acknowledgedBy: string | null;
}

export interface PeriodTerms {
  readonly starts: { readonly kind: 'on-publish' } | { readonly kind: 'at'; readonly at: Instant };
  /** The end is exclusive: at that instant the campaign is over. */
  readonly ends:
    | { readonly kind: 'never' }
    | { readonly kind: 'after'; readonly ms: Duration }
    | { readonly kind: 'at'; readonly at: Instant };
  /** IANA name; days and weeks of caps and payouts begin by its clock. */
  readonly timeZone: string;
}

export interface CodeTerms {
  readonly generation: 'automatic' | 'manual';
  /** Who gets codes: whoever asks, whom technical support serves, or whom an allocation rule chooses. */
  readonly givenOut: 'on-request' | 'by-support' | 'by-allocation';
  readonly format: CodeFormat;
  /** How many codes of this campaign may be open at once. */
  readonly liveCodesMax: number;
  /** How many open codes one person may hold. */
  readonly perPerson: number;
  readonly channels: readonly string[];
  /** Names of free parameters that a code may carry (poster, store, salesperson). */
  readonly parameters: readonly string[];
  /** Whether redeeming happens only behind a login (makes shorter codes bearable). */
  readonly login: boolean;
}

export interface CodeFormat {
  readonly alphabet: 'digits' | 'unambiguous' | 'mixed';
  /** Number of random characters, the prefix not counted. */
  readonly length: number;
  readonly prefix: string;
  /** Whether a check character of ISO/IEC 7064 stands at the end; never so for `mixed`. */
  readonly checkCharacter: boolean;
}

export interface ValidityTerms {
  readonly lifetime:
    | { readonly kind: 'for'; readonly ms: Duration }
    | { readonly kind: 'campaign' }
    | { readonly kind: 'long-term' };
  readonly extension: ExtensionTerms | null;
  /** Validity that grows with use, at the operator's cost; absent: none. */
  readonly renewal?: RenewalTerms;
  /** A new value for the same code every so often; the former value still leads here for a time. */
  readonly refresh: { readonly everyMs: Duration; readonly formerForMs: Duration } | null;
  /** An administrator's new lifetime. */
  readonly reset: { readonly timesMax: number } | null;
  /** Longest first. */
  readonly reminders: readonly { readonly beforeMs: Duration }[];
  readonly onExpiry: ExpiryTerms;
  /** How long milestones, reviews and held rewards go on after the end. */
  readonly settleForMs: Duration;
}

/** What counts as a share, what it adds, and how long after issue the code may live at most. */
export interface ExtensionTerms {
  readonly on: ShareVia;
  readonly byMs: Duration;
  readonly upToMs: Duration;
}

/** Every so many uses add to the life of a code, at a price that the operator's account pays. */
export interface RenewalTerms {
  readonly everyUses: number;
  readonly byMs: Duration;
  readonly upToMs: Duration;
  readonly asset: Asset;
  readonly priceMinor: MinorUnits;
}

/** How a share was noticed: reported by a service, opened by somebody, or by somebody new. */
export type ShareVia = 'share-reported' | 'share-opened' | 'share-opened-by-new';

export type ExpiryTerms =
  | { readonly action: 'expire' }
  | {
      readonly action: 'regenerate';
      readonly generationsMax: number;
      readonly onlyIfTouched: boolean;
      readonly forwardForMs: Duration;
    }
  | { readonly action: 'archive' }
  | { readonly action: 'convert'; readonly redeem: 'accepted' | 'refused' };

export interface RedemptionTerms {
  /** Accepted uses of one code; null is without limit. */
  readonly usesMax: number | null;
  readonly reserveForMs: Duration;
  /** What happens to held rewards when the code is revoked. */
  readonly onRevoke: 'void' | 'keep';
  /** Whether a cancelled redemption keeps its use; absent: it gives it back. */
  readonly onCancel?: 'keep-use';
  /** When codes may be redeemed; absent: always. */
  readonly openingHours?: readonly OpeningHours[];
}

/**
 * In campaigns of one group a person redeems once. A campaign of higher priority may still be
 * redeemed later; from then on the lower one grants that person nothing more.
 */
export interface ExclusionTerms {
  readonly group: string;
  readonly priority: number;
}

export interface AttributionTerms {
  readonly touch: 'first' | 'last';
  /** A click counts while `now - window < click <= now`. */
  readonly windowMs: Duration;
  readonly existingCustomers: 'excluded' | 'included';
}

export type RewardKind = 'cash' | 'points' | 'privilege' | 'coupon' | 'virtual-item';
/** Who receives a reward. */
export type Side = 'inviter' | 'invitee';

export interface RewardTerms {
  readonly id: string;
  readonly kind: RewardKind;
  readonly asset: Asset;
  readonly to: readonly Side[];
  /** Of a reward for an inviter further up; absent: for who invited. */
  readonly level?: number;
  readonly when: WhenTerms;
  readonly schedule: Schedule;
  readonly payout: PayoutTerms;
  /** Of points: until when they can be spent; absent: for ever. */
  readonly expiry?: PointsExpiry;
  /** The same again in each of the months after, the first included; absent: once. */
  readonly recurring?: { readonly months: number };
  readonly caps: readonly CapTerms[];
  /** Bounds of a stretch of time, or of one channel or parameter; absent: none. */
  readonly limits?: readonly LimitTerms[];
}

/** What earns a reward. */
export interface WhenTerms {
  /** All of these must be reached by one invitee; `redeemed` is among them when nothing else. */
  readonly milestones: readonly WantedMilestone[];
  /** Whether each counts only after the one before it was reached. */
  readonly inOrder?: true;
  /** json-rules-engine's own JSON over the facts of docs/campaign-reference.md. */
  readonly condition: Condition | null;
}

export interface PayoutTerms {
  /**
   * `instant`: due as soon as the hold is over, sent to the provider; `automatic`: takes effect
   * by itself in the ledger; `weekly`, `after-campaign` and `after-stream`: due with that batch.
   */
  readonly timing: 'instant' | 'automatic' | 'weekly' | 'after-campaign' | 'after-stream';
  readonly holdMs: Duration;
  /** When weekly batches run by the campaign's clock; 1 is Monday. */
  readonly weekly: { readonly weekday: number; readonly hour: number };
}

/** By what limits count that caps do not: hours, days, weeks and months of the campaign's clock. */
export type LimitEvery = 'hour' | 'day' | 'week' | 'month';

/** How much, or how often, of a reward is granted in one stretch of time, or for one of something. */
export interface LimitTerms {
  /** A scope, the channel of the redemption, or a parameter of its code by its name. */
  readonly of:
    | { readonly kind: 'scope'; readonly scope: Scope }
    | { readonly kind: 'channel' }
    | { readonly kind: 'parameter'; readonly name: string };
  /** Null: over the whole campaign. */
  readonly every: LimitEvery | null;
  readonly unit: 'amount' | 'count';
  /** Minor units of the reward's asset, or a number of rewards; of both sides together. */
  readonly max: number;
  /** How a person is asked about what goes beyond it; absent: that is not granted. */
  readonly review?: ReviewTerms;
}

/** A limit that counts rewards of the campaign together. */
export interface SharedLimitTerms extends LimitTerms {
  /** Only rewards of this asset; null: of every one, whose number is limited. */
  readonly asset: Asset | null;
}

export interface CapTerms {
  readonly scope: Scope;
  readonly unit: 'amount' | 'count';
  /** Minor units of the reward's asset, or a number of rewards. */
  readonly max: number;
  /** Whether inviter and invitee are counted together or each apart. */
  readonly sides: 'each' | 'both';
}
