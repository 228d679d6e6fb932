import { assert } from '../../domain/assert.ts';
import { nextWeekly, plusMonths } from '../../domain/calendar.ts';
import type { RewardTerms, Side } from '../../domain/campaign/terms.ts';
import type { RewardResult } from '../../domain/code/outcome.ts';
import type { LadderStep } from '../../domain/commit/ladder.ts';
import type { PartOfPurchase } from '../../domain/commit/part-of-purchase.ts';
import {
  leftOf,
  type RedemptionRow,
  type ReviewRow,
  type RewardRow,
} from '../../domain/commit/rows.ts';
import { rewardId, type SubjectId } from '../../domain/ids.ts';
import { budgetAccount, heldAccount, personAccount } from '../../domain/ledger/accounts.ts';
import { takeBackEntries } from '../../domain/ledger/debt.ts';
import { minorUnits, type MinorUnits } from '../../domain/money.ts';
import { needsProvider } from '../../domain/reward/amount.ts';
import { instant, plus, type Instant } from '../../domain/time.ts';
import { owe, settleDebt } from './debt.ts';
import type { Draft } from './draft.ts';
import type { DrawnPacket } from './next-packet.ts';

/** One reward for one side, in one month where it recurs. */
export interface Grant {
  readonly reward: RewardTerms;
  readonly side: Side;
  readonly beneficiary: SubjectId;
  readonly minor: MinorUnits;
  /** Where it was drawn. */
  readonly packet?: DrawnPacket;
  readonly redemption: RedemptionRow;
  readonly at: Instant;
  /** From 1 on. */
  readonly month: number;
  readonly ladder: RewardRow['ladder'];
  /** Among what the redemption earns this side by this reward, where that can be several; from 1 on. */
  readonly number?: number;
  /** Where it is a percentage or a band of a purchase. */
  readonly percent?: PartOfPurchase | null;
  /** The review in which a person has decided on it; null where nobody was asked. */
  readonly asked?: Asked | null;
}

/** What a person has decided of a redemption, and which of its rewards they were asked about. */
export type Asked = Pick<ReviewRow, 'state' | 'beyond'>;

const noMinor = minorUnits(0);

export type Granted = Extract<RewardResult, { readonly granted: true }>;

/** Books a reward with its hold, which was taken from counters already. */
export function book(draft: Draft, grant: Grant, took: Readonly<Record<string, number>>): Granted {
  const { reward, side, beneficiary, minor, redemption, at, month, packet, ladder } = grant;
  const { code } = draft.facts;
  const later = plusMonths(at, month - 1, draft.terms.period.timeZone);
  const dueAt = whenDue(draft, reward, later);
  const byCode = isTimedByCode(reward.payout.timing);
  const row: RewardRow = {
    id: rewardId(redemption.id, reward.id, side, { month, number: grant.number ?? 1 }),
    code: code.id,
    lineage: code.lineage,
    redemption: redemption.id,
    reward: reward.id,
    kind: reward.kind,
    side,
    beneficiary,
    asset: reward.asset,
    minor,
    refunded: noMinor,
    setOff: noMinor,
    state: 'held',
    timing: reward.payout.timing,
    grantedAt: at,
    dueAt,
    ...waitsFor(reward, redemption),
    ...numberOf(packet),
    ...(reward.expiry === undefined ? {} : { expiry: reward.expiry }),
    took,
    ladder,
    percent: grant.percent ?? null,
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
  addGranted(draft, row, minor);
  draft.record({
    kind: 'reward',
    at,
    channel: redemption.channel,
    share: redemption.share,
    subject: beneficiary,
    data: { reward: row.id, asset: row.asset, minor, dueAt },
  });
  if (byCode && dueAt <= at) fallDue(draft, row, at);
  else draft.rewards.set(row.id, row);
  if (byCode && dueAt > draft.facts.now) draft.watch(dueAt);
  return grantedAs(reward.id, draft.rewards.get(row.id) ?? row);
}

function grantedAs(reward: string, row: RewardRow): Granted {
  const { side, id, asset, minor, dueAt, state, stream, packet, percent, ladder } = row;
  assert(state === 'held' || state === 'due' || state === 'paid', 'a new reward is not taken back');
  return {
    ...{ granted: true, reward, side, id, asset, minor, dueAt, state },
    ...(stream ? { stream } : {}),
    ...(packet === null ? {} : { packet }),
    ...(percent && !('bands' in percent) ? { purchase: percent.of } : {}),
    ...(ladder === null ? {} : countOf(ladder)),
  };
}

/** How many invitees, or what purchases, a step is for. */
function countOf(step: LadderStep): Pick<Granted, 'invitees' | 'purchases'> {
  return 'invitees' in step ? { invitees: step.invitees } : { purchases: step.purchases };
}

function numberOf(packet: DrawnPacket | undefined): Pick<RewardRow, 'draw' | 'packet'> {
  return packet === undefined
    ? { draw: null, packet: null }
    : { draw: packet.draw, packet: packet.packet };
}

/** A held reward falls due: it settles a debt first; the rest goes to the provider, or into the ledger where none is needed. */
export function fallDue(draft: Draft, row: RewardRow, at: Instant): void {
  if (needsProvider(row.kind)) {
    const setOff = settleDebt(draft, row, at);
    const state = setOff === row.minor ? 'paid' : 'due';
    draft.rewards.set(row.id, { ...row, setOff, state });
    if (state === 'due') draft.payouts.push(row.id);
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
  /** Whether what was sent is with the provider again. */
  readonly returned?: boolean;
}

/**
 * Takes a reward back: the hold is voided, or the payment reversed; caps and budget get it back, and what
 * the person keeps of it becomes a debt. One that is due may be taken back only when its payout was
 * refused for good.
 */
export function takeBack(draft: Draft, row: RewardRow, why: TakeBack): void {
  const { campaign } = draft.facts.code;
  const paid = row.state === 'paid';
  const open = row.state === 'held' || row.state === 'due';
  assert(paid || open, `a ${row.state} reward cannot be taken back`);
  draft.rewards.set(row.id, { ...row, state: paid ? 'reversed' : 'voided' });
  const received = paid ? leftOf(row) : row.setOff;
  const minor = leftOf(row);
  const { id: reward, beneficiary, asset } = row;
  const { at, reason, actor } = why;
  draft.entries.push(
    ...takeBackEntries({
      ...{ campaign, reward, beneficiary, asset, minor, received },
      ...{ at, reason, actor },
    }),
  );
  if (needsProvider(row.kind)) owe(draft, row, { ...why, received });
  for (const [key, amount] of Object.entries(row.took)) draft.giveBack(key, amount);
  addGranted(draft, row, -leftOf(row));
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
    case 'after-stream':
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

/** A reward that is paid after its stream waits for that one's end. */
function waitsFor(
  { payout }: RewardTerms,
  { stream = null }: RedemptionRow,
): Pick<RewardRow, 'stream'> {
  if (payout.timing !== 'after-stream') return {};
  assert(stream !== null, 'a campaign that pays after a stream takes redemptions in one only');
  return { stream };
}

/** Adds to what the code has granted; takes off what is below nought. */
export function addGranted(draft: Draft, { asset }: Pick<RewardRow, 'asset'>, minor: number): void {
  const after = minorUnits((draft.state.granted[asset] ?? 0) + minor);
  draft.change({ granted: { ...draft.state.granted, [asset]: after } });
}
