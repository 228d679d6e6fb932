import type { CorrectCommand } from '../../domain/code/command.ts';
import type { Outcome, RewardResult } from '../../domain/code/outcome.ts';
import { refuseReport } from '../../domain/code/refusal.ts';
import { exactly } from '../../domain/code/exact-words.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { budgetKey } from '../../domain/commit/counters.ts';
import type { Cancelled, RedemptionRow, RewardRow } from '../../domain/commit/rows.ts';
import { numberOf } from '../../domain/ids.ts';
import { formatMoney } from '../../domain/money.ts';
import { inviterAt } from '../inviter-at.ts';
import { accepted } from './answer.ts';
import type { Grant, Granted } from './book.ts';
import type { Draft } from './draft.ts';
import { boundsOf, carryOut, nextStep, ofStep, planMonths, qualify, type Bound } from './grant.ts';
import { sidesOf } from './overhang.ts';
import { countPurchases, purchaseLadderOf, rewardOf, stepsReached } from './purchases.ts';
import { comingBack, otherNow, restored, stepsBack, type Again } from './restore.ts';

/**
 * A cancelled redemption counts again, under an id of its own: with its use, its place in ladders, and
 * the rewards that its cancellation took back. All of it or nothing.
 */
export function reopen(draft: Draft, command: CorrectCommand): Outcome {
  const row = draft.redemptions.get(command.redemption);
  if (row?.code !== draft.facts.code.id) return reject('REDEMPTION_UNKNOWN');
  const { cancelled } = row;
  if (cancelled === null) return reject('NOT_CANCELLED');
  const no = refuseReopening(draft, row, cancelled);
  if (no) return no;
  const back = comingBack(draft, cancelled);
  const redemption = reopenedFrom(draft, row, back);
  const again = [
    ...back.flatMap((old) => restored(draft, old, redemption)),
    ...row.counted.flatMap((key) => climbed(draft, { key, back }, redemption)),
    ...purchasesOf(row).flatMap((one) => climbedBy(draft, one, redemption)),
  ];
  const full = otherNow(draft, back) ?? firstFull(draft, again);
  if (full !== null) {
    return reject('NO_ROOM_TO_REOPEN', { message: full });
  }
  // Only now: a refused one takes no number.
  draft.nextRowId();
  adopt(draft, { row, cancelled, redemption }, command);
  for (const key of row.counted) {
    const reward = rewardOf(draft, key);
    if (reward) qualify(draft, redemption.id, { key, schedule: reward.schedule });
  }
  for (const { key, minor } of purchasesOf(row)) {
    const reward = purchaseLadderOf(draft, key);
    if (reward) countPurchases(draft, redemption.id, { key, minor, schedule: reward.schedule });
  }
  const rewards = again.map((one) => carryOut(draft, one));
  return accepted(draft, {
    redemption: redemption.id,
    redemptionState: 'redeemed',
    rewards: firstMonths(rewards),
  });
}

function refuseReopening(
  draft: Draft,
  row: RedemptionRow,
  { reopenedAs }: Cancelled,
): Rejection | null {
  if (reopenedAs !== null) {
    return reject('NOT_CANCELLED', { message: exactly('reopenedAs', reopenedAs) });
  }
  const closed = refuseReport(draft.state);
  if (closed) return closed;
  if (row.state === 'spent') return null;
  if (draft.liveRedemptionOf(row.invitee)) return reject('ALREADY_REDEEMED');
  const { exclusion, redemption } = draft.terms;
  const rival = draft.facts.rivals.get(row.invitee);
  if (exclusion && rival && rival.priority >= exclusion.priority) {
    return reject('EXCLUDED_BY_CAMPAIGN', { campaign: rival.campaign });
  }
  const { usesMax } = redemption;
  return usesMax !== null && draft.state.uses >= usesMax ? reject('CODE_EXHAUSTED') : null;
}

/** As it was, with a number of its own: so have its rewards, which are granted once each. */
function reopenedFrom(draft: Draft, row: RedemptionRow, back: readonly RewardRow[]): RedemptionRow {
  const purchases = Object.entries(row.purchases ?? {}).map(
    ([key, counted]) => [key, { ...counted, minor: 0, steps: stepsBack(back, key) }] as const,
  );
  const none = row.purchases ? { purchases: Object.fromEntries(purchases) } : {};
  const id = draft.comingRowId;
  return { ...row, id, state: 'redeemed', counted: [], ...none, cancelled: null };
}

/** What of its purchases ladders had counted, and count again. */
function purchasesOf({ purchases }: RedemptionRow): readonly { key: string; minor: number }[] {
  return Object.entries(purchases ?? {}).map(([key, { minor }]) => ({ key, minor }));
}

/** What the redemption brings as the next one of a ladder. */
function climbed(
  draft: Draft,
  { key, back }: { readonly key: string; readonly back: readonly RewardRow[] },
  redemption: RedemptionRow,
): readonly Again[] {
  const reward = rewardOf(draft, key);
  const inviter = reward && inviterAt(draft.facts, redemption, reward.level);
  if (reward?.schedule.kind !== 'ladder' || inviter === undefined) return [];
  const { minor, ladder } = nextStep(draft, key, reward.schedule);
  if (minor === null || minor === 0) return [];
  const number = stepsBack(back, key) + 1;
  return sidesOf(draft, reward, ladder).flatMap((side) => {
    const beneficiary = side === 'inviter' ? inviter : redemption.invitee;
    const earner = { reward, side, beneficiary, redemption, at: draft.facts.now };
    return plannedFor(draft, { ...earner, minor, number, ladder });
  });
}

/** The steps that its purchases reach again, by what the others have paid now. */
function climbedBy(
  draft: Draft,
  { key, minor }: { readonly key: string; readonly minor: number },
  redemption: RedemptionRow,
): readonly Again[] {
  const reward = purchaseLadderOf(draft, key);
  const inviter = reward && inviterAt(draft.facts, redemption, reward.level);
  if (reward === undefined || inviter === undefined) return [];
  const { schedule } = reward;
  return stepsReached(draft, redemption, { key, minor, schedule }).flatMap((step) =>
    sidesOf(draft, reward, { key, purchases: step.purchases }).flatMap((side) => {
      const beneficiary = side === 'inviter' ? inviter : redemption.invitee;
      const earner = { reward, side, beneficiary, redemption, at: draft.facts.now };
      return plannedFor(draft, ofStep(earner, key, step));
    }),
  );
}

function plannedFor(draft: Draft, first: Omit<Grant, 'month'>): readonly Again[] {
  const bounds = boundsOf(draft, first);
  return planMonths(first, bounds).map((planned) => ({ ...planned, bounds }));
}

/** The first bound under which not all of it fits together, in words. */
function firstFull(draft: Draft, again: readonly Again[]): string | null {
  const taken = new Map<string, number>();
  for (const { grant, took, bounds } of again) {
    for (const [key, amount] of Object.entries(took)) {
      const sum = (taken.get(key) ?? 0) + amount;
      taken.set(key, sum);
      if (!draft.fits(key, sum)) return sayFull(key, { sum, grant, bounds });
    }
  }
  return null;
}

function sayFull(
  key: string,
  wanted: { readonly sum: number; readonly grant: Grant; readonly bounds: readonly Bound[] },
): string {
  const { reward } = wanted.grant;
  if (key === budgetKey(reward.asset)) {
    return exactly('budgetFull', formatMoney(wanted.sum, reward.asset));
  }
  const bound = wanted.bounds.find((one) => one.key === key);
  return `${reward.id}: ${bound?.name() ?? 'a bound of former terms'} has no room for it`;
}

function adopt(
  draft: Draft,
  reopening: {
    readonly row: RedemptionRow;
    readonly cancelled: Cancelled;
    readonly redemption: RedemptionRow;
  },
  { actor, reason }: CorrectCommand,
): void {
  const { row, cancelled, redemption } = reopening;
  const reopenedAs = redemption.id;
  draft.redemptions.set(row.id, {
    ...row,
    state: 'cancelled',
    cancelled: { ...cancelled, reopenedAs },
  });
  draft.redemptions.set(redemption.id, redemption);
  const { redemptions, uses } = draft.state;
  draft.change({
    redemptions: redemptions + 1,
    uses: row.state === 'spent' ? uses : uses + 1,
  });
  draft.record({
    kind: 'reopening',
    at: draft.facts.now,
    channel: row.channel,
    share: row.share,
    subject: row.invitee,
    data: { redemption: reopenedAs, cancelled: row.id, by: actor, reason },
  });
}

/** Where a reward recurs, its first month stands for all. */
function firstMonths(rewards: readonly Granted[]): readonly RewardResult[] {
  const months = new Map<string, number>();
  const nameOf = ({ reward, side, id }: Granted): string => `${reward} ${side} ${numberOf(id)}`;
  for (const one of rewards) months.set(nameOf(one), (months.get(nameOf(one)) ?? 0) + 1);
  return rewards.flatMap((one) => {
    const count = months.get(nameOf(one));
    months.delete(nameOf(one));
    if (count === undefined) return [];
    return [count === 1 ? one : { ...one, months: count }];
  });
}
