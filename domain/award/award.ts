import type { Rejection } from '../code/rejection.ts';
import type { AwardId, CampaignId, OpId, SubjectId } from '../ids.ts';
import type { Asset, MinorUnits } from '../money.ts';
import type { Instant } from '../time.ts';

/** To give a person money of a campaign by hand. */
export interface GiveAward {
  readonly kind: 'giveAward';
  readonly opId: OpId;
  readonly campaign: CampaignId;
  readonly person: SubjectId;
  readonly asset: Asset;
  readonly minor: MinorUnits;
  readonly note: string;
  readonly actor: string;
}

/** What somebody says of an award that waits. */
export interface AwardDecision {
  readonly decision: 'approve' | 'refuse';
  readonly actor: string;
  readonly reason: string;
}

/** By whom, why and when. */
interface Said {
  readonly actor: string;
  readonly reason: string;
  readonly at: Instant;
}

/** By whom, why and when an award was taken back. */
export interface AwardTakenBack extends Said {
  /** Whether what was sent was with the provider again by then, so that nobody owed it. */
  readonly returned: boolean;
  /** Who has said that it came back after that, so that it is owed no more. */
  readonly cleared?: Said;
}

/** An award as it stands. Instants are by the campaign's clock. */
export interface Award {
  readonly award: AwardId;
  readonly campaign: CampaignId;
  readonly person: SubjectId;
  readonly asset: Asset;
  readonly minor: MinorUnits;
  /** What of it settled a debt of the person, and was not sent. */
  readonly setOff: MinorUnits;
  /** As of a reward: `held` is what waits for a decision. */
  readonly state: 'held' | 'due' | 'paid' | 'voided' | 'reversed';
  readonly note: string;
  readonly givenBy: string;
  readonly givenAt: Instant;
  /** Until when it can be approved, exclusive; null where it needed no approval. */
  readonly decideBy: Instant | null;
  /** `lapsed`: nobody decided in time, so that it is refused and `decidedBy` is null. */
  readonly decision: 'approved' | 'refused' | 'lapsed' | null;
  readonly decidedBy: string | null;
  readonly decidedReason: string | null;
  readonly decidedAt: Instant | null;
  readonly takenBack: AwardTakenBack | null;
}

/** The answer to whoever gives an award, decides about one or takes one back. */
export type AwardOutcome = { readonly ok: true; readonly award: Award } | Rejection;

/** How an award stands, in words that go on after its name. */
export function awardInWords(award: Award): string {
  const { state, decision, decidedBy, takenBack } = award;
  if (takenBack !== null) return `was taken back by ${takenBack.actor}: ${takenBack.reason}`;
  const why = `by ${decidedBy ?? 'nobody'}: ${award.decidedReason ?? ''}`;
  if (decision === 'approved') return `was approved ${why}`;
  if (decision === 'refused') return `was refused ${why}`;
  if (decision === 'lapsed') return 'was refused, since nobody decided in time';
  return state === 'held' ? 'waits for a decision' : 'needed no approval';
}
