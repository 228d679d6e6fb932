import { assert } from '../../domain/assert.ts';
import { nextWeekly } from '../../domain/calendar.ts';
import type { CapTerms, RewardTerms, Side } from '../../domain/campaign/terms.ts';
import type { RewardRefusal, RewardResult } from '../../domain/code/outcome.ts';
import { budgetKey, capKey, qualifiedKey, type Counted } from '../../domain/commit/counters.ts';
import type { RedemptionRow, RewardRow } from '../../domain/commit/rows.ts';
import { rewardId, type SubjectId } from '../../domain/ids.ts';
import { budgetAccount, heldAccount, personAccount } from '../../domain/ledger/accounts.ts';
import { formatMoney, minorUnits, type MinorUnits } from '../../domain/money.ts';
import { amountFor, needsProvider } from '../../domain/reward/amount.ts';
import { progressOf } from '../../domain/reward/reached.ts';
import { instant, plus, type Instant } from '../../domain/time.ts';
import type { Holding } from '../judge.ts';
import type { Draft } from './draft.ts';

/** A redemption that has just come further: as it was, and as it is now. */
export interface Progress {
  readonly redemption: RedemptionRow;
  readonly before: RedemptionRow;
  readonly holding: Holding;
  readonly at: Instant;
}

/**
 * Grants every reward whose last milestone this progress reached, as far as caps and budget go.
 * A redemption made after the campaign (of a converted code) earns nothing.
 */
export function grantRewards(draft: Draft, progress: Progress): readonly RewardResult[] {
  const { before, redemption } = progress;
  const { endsAt } = draft.facts.campaign;
  if (endsAt !== null && redemption.at >= endsAt) return [];
  const earned = draft.terms.rewards.filter(
    ({ when, level }) =>
      // Inviters further up are not known here, and must not be paid to somebody else.
      level === undefined &&
      progressOf(when, redemption).reached &&
      !progressOf(when, before).reached,
  );
  return earned.flatMap((reward) => grantReward(draft, reward, progress));
}

function grantReward(draft: Draft, reward: RewardTerms, progress: Progress): RewardResult[] {
  const no = isOutranked(draft, progress.redemption)
    ? 'EXCLUDED_BY_CAMPAIGN'
    : progress.holding.has(reward.id)
      ? null
      : 'CONDITION_NOT_MET';
  if (no !== null) return reward.to.map((side) => refused(reward, side, no));
  const minor = amountFor(reward.schedule, qualify(draft, reward, progress.redemption));
  if (minor === null || minor === 0) return [];
  return reward.to.map((side) => grantSide(draft, { reward, side, minor, progress }));
}

/** Whether a campaign of higher priority has taken this one's place for the invitee. */
function isOutranked({ facts, terms }: Draft, { invitee }: RedemptionRow): boolean {
  const rival = facts.rivals.get(invitee);
  return terms.exclusion !== undefined && (rival?.priority ?? 0) > terms.exclusion.priority;
}

/** Counts the invitee towards the reward's ladder and returns which one it is. */
function qualify(draft: Draft, reward: RewardTerms, redemption: RedemptionRow): number {
  if (reward.schedule.kind === 'each') return 1;
  const who = counted(draft, redemption.inviter);
  const key = qualifiedKey(reward, reward.schedule.over, who);
  draft.take(key, 1);
  return draft.used(key);
}

interface Grant {
  readonly reward: RewardTerms;
  readonly side: Side;
  readonly minor: MinorUnits;
  readonly progress: Progress;
}

function grantSide(draft: Draft, grant: Grant): RewardResult {
  const { reward, side, minor, progress } = grant;
  const { redemption } = progress;
  const beneficiary = side === 'inviter' ? redemption.inviter : redemption.invitee;
  const who = counted(draft, beneficiary);
  const took: Record<string, number> = {};
  for (const cap of reward.caps) {
    const key = capKey(reward, cap, side, who);
    const amount = cap.unit === 'amount' ? minor : 1;
    if (!draft.fits(key, amount)) return refused(reward, side, 'CAP_REACHED', nameCap(reward, cap));
    took[key] = amount;
  }
  const budget = budgetKey(reward.asset);
  if (!draft.fits(budget, minor)) return refused(reward, side, 'BUDGET_EXHAUSTED');
  took[budget] = minor;
  for (const [key, amount] of Object.entries(took)) draft.take(key, amount);
  return book(draft, grant, { beneficiary, took });
}

function book(
  draft: Draft,
  { reward, side, minor, progress }: Grant,
  to: { readonly beneficiary: SubjectId; readonly took: Readonly<Record<string, number>> },
): RewardResult {
  const { code } = draft.facts;
  const { at, redemption } = progress;
  const dueAt = whenDue(draft, reward, at);
  const byCode = isTimedByCode(reward.payout.timing);
  const row: RewardRow = {
    id: rewardId(redemption.id, reward.id, side),
    code: code.id,
    lineage: code.lineage,
    redemption: redemption.id,
    reward: reward.id,
    kind: reward.kind,
    side,
    beneficiary: to.beneficiary,
    asset: reward.asset,
    minor,
    state: 'held',
    timing: reward.payout.timing,
    grantedAt: at,
    dueAt,
    took: to.took,
  };
  draft.entries.push({
    kind: 'hold',
    reward: row.id,
    source: budgetAccount(code.campaign),
    destination: heldAccount(code.campaign),
    asset: row.asset,
    minor,
    at,
    reason: `${reward.id} for ${side}`,
    actor: null,
  });
  addGranted(draft, row, 1);
  draft.record({
    kind: 'reward',
    at,
    channel: redemption.channel,
    share: redemption.share,
    subject: to.beneficiary,
    data: { reward: row.id, asset: row.asset, minor, dueAt },
  });
  if (byCode && dueAt <= at) fallDue(draft, row, at);
  else draft.rewards.set(row.id, row);
  if (byCode && dueAt > draft.facts.now) draft.watch(dueAt);
  const { state } = draft.rewards.get(row.id) ?? row;
  assert(state === 'held' || state === 'due' || state === 'paid', 'a new reward is not taken back');
  const { asset, id } = row;
  return { granted: true, reward: reward.id, side, id, asset, minor, dueAt, state };
}

/** A held reward falls due: to the provider, or into the ledger where none is needed. */
export function fallDue(draft: Draft, row: RewardRow, at: Instant): void {
  if (needsProvider(row.kind)) {
    draft.rewards.set(row.id, { ...row, state: 'due' });
    draft.payouts.push(row.id);
    return;
  }
  draft.rewards.set(row.id, { ...row, state: 'paid' });
  draft.entries.push({
    kind: 'post',
    reward: row.id,
    source: heldAccount(draft.facts.code.campaign),
    destination: personAccount(row.beneficiary),
    asset: row.asset,
    minor: row.minor,
    at,
    reason: 'takes effect by itself',
    actor: null,
  });
}

/** Why and by whom a reward is taken back. */
export interface TakeBack {
  readonly at: Instant;
  readonly reason: string;
  readonly actor: string | null;
}

/**
 * Takes a reward back: the hold is voided, or the payment reversed; caps and budget get it back. One
 * that is due may be taken back only when its payout was refused for good.
 */
export function takeBack(draft: Draft, row: RewardRow, why: TakeBack): void {
  const { campaign } = draft.facts.code;
  const paid = row.state === 'paid';
  const open = row.state === 'held' || row.state === 'due';
  assert(paid || open, `a ${row.state} reward cannot be taken back`);
  draft.rewards.set(row.id, { ...row, state: paid ? 'reversed' : 'voided' });
  draft.entries.push({
    kind: paid ? 'reverse' : 'void',
    reward: row.id,
    source: paid ? personAccount(row.beneficiary) : heldAccount(campaign),
    destination: budgetAccount(campaign),
    asset: row.asset,
    minor: row.minor,
    at: why.at,
    reason: why.reason,
    actor: why.actor,
  });
  for (const [key, amount] of Object.entries(row.took)) draft.take(key, -amount);
  addGranted(draft, row, -1);
}

/** Whether the code's own timer, and not a batch, makes the reward due. */
export function isTimedByCode(timing: RewardTerms['payout']['timing']): boolean {
  return timing === 'instant' || timing === 'automatic';
}

function whenDue(draft: Draft, reward: RewardTerms, at: Instant): Instant {
  const { timing, holdMs, weekly } = reward.payout;
  const heldUntil = plus(at, holdMs);
  switch (timing) {
    case 'instant':
    case 'automatic':
      return heldUntil;
    case 'weekly':
      return nextWeekly(heldUntil, draft.terms.period.timeZone, weekly);
    case 'after-campaign': {
      const { endsAt } = draft.facts.campaign;
      assert(endsAt !== null, 'a campaign that pays after its end has an end');
      return instant(Math.max(endsAt, heldUntil));
    }
  }
}

function addGranted(draft: Draft, row: RewardRow, sign: 1 | -1): void {
  const before = draft.state.granted[row.asset] ?? 0;
  const after = minorUnits(before + sign * row.minor);
  draft.change({ granted: { ...draft.state.granted, [row.asset]: after } });
}

function counted(draft: Draft, beneficiary: SubjectId): Counted {
  const { id, lineage } = draft.facts.code;
  return { code: id, lineage, beneficiary };
}

function refused(
  reward: RewardTerms,
  side: Side,
  reason: RewardRefusal,
  cap?: string,
): RewardResult {
  return { granted: false, reward: reward.id, side, reason, ...(cap === undefined ? {} : { cap }) };
}

/** A cap in words: `5.00 CNY a lineage`. */
export function nameCap(reward: RewardTerms, cap: CapTerms): string {
  const max =
    cap.unit === 'amount' ? formatMoney(cap.max, reward.asset) : `${String(cap.max)} rewards`;
  return `${max} a ${cap.scope}`;
}
