import type { PayoutState } from '../../domain/commit/rows.ts';
import type { CampaignId, RewardId } from '../../domain/ids.ts';
import type { Classed, PayoutClass } from './classify.ts';

/** What was done about a difference. */
export type Remedy =
  /** It is asked about by its key now, and booked when the provider says again that it was paid. */
  | 'asked about'
  /** The reward was taken back, and the budget has it again. */
  | 'taken back'
  | 'none';

/** A payout on which the sides do not agree. */
export interface PayoutDifference extends Classed {
  readonly class: Exclude<PayoutClass, 'match'>;
  readonly key: string;
  /** Null for what is not ours. */
  readonly reward: RewardId | null;
  readonly campaign: CampaignId | null;
  readonly remedy: Remedy;
}

/** A payout that a person has to look into, whatever the statement says. */
export interface ForPerson {
  readonly key: string;
  /** Null where the payout is of several. */
  readonly reward: RewardId | null;
  readonly campaign: CampaignId;
  readonly state: PayoutState;
  /** How long ago it was first sent, in milliseconds; null when it never was. */
  readonly sentMs: number | null;
}

/** What one comparison of payouts came to. Instants are ISO 8601. */
export interface PayoutReport {
  readonly provider: string;
  readonly startedAt: string;
  /** From when on the statement was read, or payouts were asked about. */
  readonly sinceAt: string;
  readonly lookOnly: boolean;
  /** Why not all was seen; null when it was. */
  readonly trouble: string | null;
  /** How many payouts were asked about by their keys, for want of a statement; null where there is one. */
  readonly asked: number | null;
  /** The last of them, where the next comparison goes on after it. */
  readonly askedPast: string | null;
  readonly counts: Readonly<Record<PayoutClass, number>>;
  /** The first 1,000; `counts` has all. */
  readonly differences: readonly PayoutDifference[];
  readonly forPeople: readonly ForPerson[];
  /** Why payouts were paused by this comparison; null when they were not. */
  readonly paused: string | null;
}
