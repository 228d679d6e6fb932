import type { Asset } from '../money.ts';
import { instant, plus, type Instant } from '../time.ts';

/** When operations are told of a budget that runs out; what is not said is as in `usualAlarms`. */
export interface AlarmTerms {
  /** Percent of a budget, ascending. */
  readonly shares: readonly number[];
  /** Whether it is told that a budget will be used up before the campaign is over. */
  readonly early: boolean;
}

export const usualAlarms: AlarmTerms = { shares: [80, 95], early: true };

/** A budget as it stands, and as it stood some time before. */
export interface BudgetStanding {
  readonly used: number;
  readonly max: number;
  readonly before: { readonly used: number; readonly at: Instant } | null;
  /** By the campaign's clock. */
  readonly now: Instant;
  readonly endsAt: Instant | null;
}

/** Something that operations are told of one budget. */
export type BudgetAlarm =
  | { readonly kind: 'share'; readonly share: number }
  /** At its present pace it is used up then. */
  | { readonly kind: 'early'; readonly emptyAt: Instant };

/** An alarm that was raised and holds still. */
export type RaisedAlarm = BudgetAlarm & { readonly asset: Asset; readonly raisedAt: Instant };

const hourMs = 3_600_000;
/** How far ahead one looks where a campaign has no end. */
const endlessMs = 7 * 24 * hourMs;

/** The alarms that hold for a budget. A pace is believed once it was watched for an hour. */
export function alarmsOf(
  { shares, early }: AlarmTerms,
  standing: BudgetStanding,
): readonly BudgetAlarm[] {
  const { used, max } = standing;
  const reached = shares
    .filter((share) => used * 100 >= share * max)
    .map((share): BudgetAlarm => ({ kind: 'share', share }));
  const emptyAt = early ? emptyAtPace(standing) : null;
  return emptyAt === null ? reached : [...reached, { kind: 'early', emptyAt }];
}

function emptyAtPace({ used, max, before, now, endsAt }: BudgetStanding): Instant | null {
  if (before === null || now - before.at < hourMs || used <= before.used || used >= max)
    return null;
  const leftMs = ((max - used) * (now - before.at)) / (used - before.used);
  const horizon = endsAt ?? plus(now, endlessMs);
  return now + leftMs < horizon ? instant(Math.floor(now + leftMs)) : null;
}
